import { randomUUID } from 'node:crypto';
import { eventHash } from '#lib/rules/audit-chain.ts';
import type { AuditEntry, AuditTrail } from '../record/ports.ts';
import type { EvidenceHash, HistoryEvent, HistoryReader } from './ports.ts';

/** A history in memory, chained like the real one. */
export function fakeHistory(): Pick<AuditTrail, 'record'> &
  HistoryReader & { rows: HistoryEvent[]; evidence: EvidenceHash[] } {
  const rows: HistoryEvent[] = [];
  const evidence: EvidenceHash[] = [];
  return {
    rows,
    evidence,
    evidenceHashes: async () => structuredClone(evidence),
    async record(entry) {
      rows.unshift(eventAfter(rows[0], entry));
    },
    events: async (tenantId, onboardingId, { before, limit } = {}) =>
      rows
        .filter((row) => row.tenantId === tenantId && row.onboardingId === onboardingId)
        .filter(({ position }) => before === undefined || position === null || position < before)
        .slice(0, limit),
  };
}

const NO_ONE = { tenantId: null, objectId: null, name: 'The portal' };

function eventAfter(last: HistoryEvent | undefined, entry: AuditEntry): HistoryEvent {
  const { tenantId, onboardingId = '', actor, action, facts = {}, requestId = null } = entry;
  const { tenantId: actorTenantId, objectId: actorId, name: actorName } = actor ?? NO_ONE;
  const event = {
    ...{ position: (last?.position ?? 0) + 1, previousHash: last?.hash ?? null, at: new Date().toISOString() },
    ...{ tenantId, onboardingId, actorTenantId, actorId, actorName, action, facts, requestId },
  };
  return { ...event, id: randomUUID(), hash: eventHash(event) };
}
