import type { EvidenceHash, HistoryEvent, HistoryReader } from '#lib/onboarding/history/ports.ts';
import type { AuditEntry, AuditTrail } from '#lib/onboarding/record/ports.ts';
import { currentRequestId } from '#lib/platform/request-context.ts';
import { eventHash, type ChainedEvent } from '#lib/rules/audit-chain.ts';
import { scrubShapes } from '#lib/rules/scrub.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import type { AuditEventModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { tellOf } from './tell.ts';
import { givenOnly } from './tenancy.ts';

/**
 * Writes events as part of a transaction, so that a change and what the history says of it are kept together or not at
 * all. Those of an onboarding are chained, each to the one before it; until the transaction ends, others that append to
 * the same onboarding wait. Those who want to know of an event are told in the same transaction.
 */
export async function appendAudit(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const ids = [...new Set(entries.flatMap(({ onboardingId }) => (onboardingId ? [onboardingId] : [])))];
  // In one order, so that two transactions that write about the same two onboardings never wait for each other.
  for (const id of ids.sort()) {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit/${id}`}, 0))`;
  }
  const last = new Map<string, Link | undefined>();
  for (const id of ids) last.set(id, await lastOf(transaction, id));
  const rows: Row[] = [];
  for (const entry of entries) {
    const { onboardingId } = entry;
    const said = saidOf(entry);
    const facts = said.facts as Prisma.InputJsonObject;
    if (onboardingId) {
      const event = chained({ ...said, onboardingId }, last.get(onboardingId));
      last.set(onboardingId, event);
      rows.push({ ...event, facts });
    } else rows.push({ ...said, facts });
  }
  await transaction.auditEvent.createMany({ data: rows });
  await tellOf(transaction, rows.map(happened));
}

function happened({ at, facts, onboardingId, position, ...row }: Row) {
  const of = { actorTenantId: row.actorTenantId ?? null, actorId: row.actorId ?? null, actorName: row.actorName };
  const what = { action: row.action, facts: facts as Record<string, unknown>, at: new Date(at) };
  return { ...of, ...what, onboardingId: onboardingId ?? null, key: `${onboardingId ?? ''}/${position ?? ''}` };
}

type Row = Prisma.AuditEventCreateManyInput & { at: string };
type Link = Pick<ChainedEvent, 'position' | 'hash'>;
type Said = Omit<ChainedEvent, 'position' | 'previousHash' | 'hash' | 'onboardingId'>;

async function lastOf(transaction: Transaction, onboardingId: string): Promise<Link | undefined> {
  const row = await transaction.auditEvent.findFirst({
    where: { onboardingId, position: { not: null } },
    orderBy: { position: 'desc' },
    select: { position: true, hash: true },
  });
  return row?.position && row.hash ? { position: row.position, hash: row.hash } : undefined;
}

function saidOf({ tenantId, actor, action, facts = {}, requestId }: AuditEntry): Said {
  return {
    at: new Date().toISOString(),
    tenantId,
    actorTenantId: actor?.tenantId ?? null,
    actorId: actor?.objectId ?? null,
    actorName: actor?.name ?? 'The portal',
    action,
    // As it will be read back: what JSON leaves out is left out, and what nobody may read is taken out.
    facts: withoutNul(JSON.parse(JSON.stringify(scrubShapes(facts)))),
    requestId: requestId ?? currentRequestId() ?? null,
  };
}

/** PostgreSQL keeps no NUL in JSON. */
const withoutNul = (facts: unknown): unknown =>
  JSON.parse(JSON.stringify(facts).replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1'));

function chained(said: Said & { onboardingId: string }, last: Link | undefined): ChainedEvent {
  const event = { ...said, position: (last?.position ?? 0) + 1, previousHash: last?.hash ?? null };
  return { ...event, hash: eventHash(event) };
}

/** The audit trail in PostgreSQL. It outlives the onboardings it speaks of. */
export function prismaAuditTrail(database: Database): AuditTrail & HistoryReader {
  const read = async (where: Prisma.AuditEventWhereInput, take?: number) => {
    const order = [{ position: { sort: 'desc', nulls: 'last' } }, { at: 'desc' }] as const;
    const rows = await database.auditEvent.findMany({ where, orderBy: [...order], take });
    return rows.map(historyEvent);
  };
  return {
    record: (entry) => inTransaction(database, (transaction) => appendAudit(transaction, [entry])),
    async list(tenantId, onboardingId) {
      const rows = await database.auditEvent.findMany({
        where: { tenantId, onboardingId },
        orderBy: [{ at: 'desc' }, { position: 'desc' }],
      });
      return rows.map(auditEntry);
    },
    // Computed where it lies: evidence may be megabytes.
    evidenceHashes: (tenantId, onboardingId) =>
      database.$queryRaw<EvidenceHash[]>`
        SELECT e."number", encode(sha256(convert_to(e."content", 'UTF8')), 'hex') AS "sha256"
        FROM "Evidence" e
        JOIN "Submission" s ON s."id" = e."submissionId"
        JOIN "Onboarding" o ON o."id" = s."onboardingId"
        WHERE o."id" = ${onboardingId}::uuid AND o."tenantId" = ${tenantId}`,
    events: (tenantId, onboardingId, { before, limit } = {}) =>
      read({ tenantId, onboardingId, ...(before === undefined ? {} : { OR: older(before) }) }, limit),
  };
}

/** What has no place in the chain is older than the chain. */
const older = (before: number): Prisma.AuditEventWhereInput[] => [{ position: { lt: before } }, { position: null }];

function historyEvent({ id, at, position, previousHash, hash, ...row }: AuditEventModel): HistoryEvent {
  return { id, ...row, at: at.toISOString(), position, previousHash, hash, onboardingId: row.onboardingId ?? '' };
}

function auditEntry(row: AuditEventModel): AuditEntry & { at: Date } {
  const { tenantId, onboardingId, action, facts, at, actorTenantId, actorId, actorName, requestId } = row;
  return {
    ...{ tenantId, action, at },
    ...givenOnly({ onboardingId, requestId }),
    facts: facts as Record<string, unknown>,
    actor:
      actorTenantId && actorId
        ? { tenantId: actorTenantId, objectId: actorId, name: actorName, username: '' }
        : undefined,
  };
}
