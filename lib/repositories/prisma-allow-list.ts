import type { AllowList, AllowListChange, AllowListRecord, AllowListState } from '#lib/onboarding/allow-list/ports.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import { allowListCount, allowListPage } from './allow-list-pages.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { givenOnly, notFound, ownOnboarding } from './tenancy.ts';

const WHOLE = {
  onboarding: { select: { tenantId: true, tenantName: true, name: true, applicationName: true } },
} as const satisfies Prisma.AllowListRequestInclude;
type Row = Prisma.AllowListRequestGetPayload<{ include: typeof WHOLE }>;

/** Requests for faster cycles, in PostgreSQL. */
export function prismaAllowList(database: Database): AllowList {
  return {
    newest: (tenantId, onboardingId) => newest(database, { tenantId, onboardingId }),
    ask: (tenantId, onboardingId, { reason, contact, by }) =>
      inTransaction(database, async (transaction) => {
        await ownOnboarding(transaction, tenantId, onboardingId);
        const asked = { reason, contact, requestedById: by.objectId, requestedByName: by.name };
        const data = { onboardingId, openKey: onboardingId, ...asked };
        const { count } = await transaction.allowListRequest.createMany({ data: [data], skipDuplicates: true });
        const event = { tenantId, onboardingId, actor: by, action: 'allow-list.asked', facts: { reason, contact } };
        if (count > 0) await appendAudit(transaction, [event]);
        return present(await newest(transaction, { tenantId, onboardingId }));
      }),
    withdraw: (tenantId, onboardingId, { version, by }) =>
      inTransaction(database, async (transaction) => {
        const { id } = present(await newest(transaction, { tenantId, onboardingId }));
        return move(transaction, { id, version, by }, { state: 'withdrawn', openKey: null }, 'withdrawn');
      }),
    async pageForOperator(asked) {
      const { ids, next } = await allowListPage(database, asked);
      const rows = await database.allowListRequest.findMany({ where: { id: { in: ids } }, include: WHOLE });
      const records = new Map(rows.map((row) => [row.id, allowListRecord(row)]));
      return { rows: ids.flatMap((id) => records.get(id) ?? []), next };
    },
    countForOperator: (asked) => allowListCount(database, asked),
    changeForOperator: (change) =>
      inTransaction(database, (transaction) =>
        move(
          transaction,
          { id: change.requestId, version: change.version, by: change.by },
          columnsOf(change),
          change.to,
        ),
      ),
  };
}

function columnsOf(change: AllowListChange): Prisma.AllowListRequestUpdateManyMutationInput {
  const owner = { ownerId: change.by.objectId, ownerName: change.by.name };
  if (change.to === 'owned') return owner;
  const decided = { decidedByName: change.by.name, decidedAt: new Date(), decisionReason: change.reason };
  const expiresAt = change.to === 'approved' ? change.expiresAt : null;
  return { ...decided, expiresAt, state: change.to, openKey: null };
}

async function move(
  transaction: Transaction,
  { id, version, by }: { id: string; version: number; by: Person },
  data: Prisma.AllowListRequestUpdateManyMutationInput,
  done: string,
): Promise<AllowListRecord> {
  const where = { id, version, state: 'open' };
  const { count } = await transaction.allowListRequest.updateMany({ where, data: { ...data, version: version + 1 } });
  const row = await transaction.allowListRequest.findUnique({ where: { id }, include: WHOLE });
  if (!row) throw notFound();
  if (count === 0) {
    throw new AppError('version-conflict', 'Somebody has changed this request meanwhile. Reload the page.');
  }
  const { decisionReason, expiresAt, onboardingId, onboarding } = row;
  const facts = givenOnly({ requestId: id, reason: decisionReason, expiresAt: expiresAt && expiresAt.toISOString() });
  const event = { tenantId: onboarding.tenantId, onboardingId, actor: by, action: `allow-list.${done}`, facts };
  await appendAudit(transaction, [event]);
  return allowListRecord(row);
}

async function newest(
  client: Transaction,
  { tenantId, onboardingId }: { tenantId: string; onboardingId: string },
): Promise<AllowListRecord | undefined> {
  const row = await client.allowListRequest.findFirst({
    where: { onboardingId, onboarding: { tenantId } },
    orderBy: { requestedAt: 'desc' },
    include: WHOLE,
  });
  return row ? allowListRecord(row) : undefined;
}

function present(record: AllowListRecord | undefined): AllowListRecord {
  if (!record) throw notFound();
  return record;
}

function allowListRecord({ onboarding, ...row }: Row): AllowListRecord {
  const { id, onboardingId, version, reason, contact, requestedByName, requestedAt } = row;
  const { ownerId, ownerName, decidedByName, decidedAt, decisionReason, expiresAt } = row;
  return {
    ...{ id, onboardingId, version, reason, contact, requestedByName, requestedAt },
    ...{ tenantId: onboarding.tenantId, tenantName: onboarding.tenantName },
    applicationName: onboarding.applicationName ?? onboarding.name,
    state: row.state as AllowListState,
    ...givenOnly({ ownerId, ownerName, decidedByName, decidedAt, decisionReason, expiresAt }),
  };
}
