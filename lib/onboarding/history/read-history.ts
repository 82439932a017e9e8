import { verifyHistory } from '#lib/rules/audit-chain.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { HistoryEntry, HistoryPage } from './contract.ts';
import { evidenceProblem } from './check-evidence.ts';
import { eventWords } from './event-words.ts';
import type { EvidenceHash, HistoryEvent, HistoryReader } from './ports.ts';

const PAGE = 15;

type Ports = { history: HistoryReader };
type Of = { tenantId: string; onboardingId: string; before?: number };

/** The onboarding's history for those it is open to. */
export async function readHistory(
  ports: Ports & AccessPorts,
  { person, onboardingId, before }: { person: Person; onboardingId: string; before?: number },
): Promise<HistoryPage> {
  const { tenantId } = await openOnboarding(ports, { person, onboardingId });
  return historyPage(ports, { tenantId, onboardingId, before });
}

/** One page, newest first. With the newest page the whole chain is checked, and the evidence that it names. */
export async function historyPage({ history }: Ports, { tenantId, onboardingId, before }: Of): Promise<HistoryPage> {
  const isNewest = before === undefined;
  const [events, hashes] = await Promise.all([
    history.events(tenantId, onboardingId, isNewest ? {} : { before, limit: PAGE + 1 }),
    isNewest ? history.evidenceHashes(tenantId, onboardingId) : [],
  ]);
  const shown = events.slice(0, PAGE);
  const last = shown.at(-1)?.position;
  const next = events.length > PAGE && last ? { next: last } : {};
  return { entries: shown.map(entryOf), ...next, ...(isNewest ? { chain: stateOf(events, hashes) } : {}) };
}

function stateOf(events: HistoryEvent[], hashes: EvidenceHash[]): HistoryPage['chain'] {
  const check = verifyHistory(events);
  const problem = check.holds ? evidenceProblem(events, hashes) : check.words;
  return { holds: problem === undefined, events: check.events, head: check.head ?? undefined, problem };
}

export function entryOf({
  id,
  position,
  at,
  tenantId,
  actorTenantId,
  actorName,
  action,
  facts,
}: HistoryEvent): HistoryEntry {
  const isv = actorTenantId === tenantId ? 'isv' : 'operator';
  return {
    ...{ id, position: position ?? undefined, at, byName: actorName, action },
    side: actorTenantId === null ? 'portal' : isv,
    ...eventWords(action, facts),
  };
}
