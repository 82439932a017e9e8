import type { Person } from '#lib/onboarding/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { CohortChange, CohortRecord, Cohorts } from '#lib/program/ports.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { notFound } from './tenancy.ts';
import { hasWords } from './words-sql.ts';

const WHOLE = {
  tenants: { orderBy: [{ tenantName: 'asc' }, { tenantId: 'asc' }] },
} as const satisfies Prisma.CohortInclude;
type Row = Prisma.CohortGetPayload<{ include: typeof WHOLE }>;

/** A word that more have tells nobody apart: enough of them to show some. */
const MOST_LOOKED_AT = 1_000;

/** Cohorts in PostgreSQL. */
export function prismaCohorts(database: Database): Cohorts {
  return {
    async list() {
      return (await database.cohort.findMany({ include: WHOLE, orderBy: { name: 'asc' } })).map(cohortRecord);
    },
    create: (cohort, by) =>
      withOwnName(
        inTransaction(database, async (transaction) => {
          const row = await transaction.cohort.create({ data: { ...cohort, createdByName: by.name }, include: WHOLE });
          await tell(transaction, by, 'cohort.created', { cohortId: row.id, name: row.name });
          return cohortRecord(row);
        }),
      ),
    change: (id, change, by) =>
      withOwnName(inTransaction(database, (transaction) => changed(transaction, { id, change, by }))),
    remove: (id, by) =>
      inTransaction(database, async (transaction) => {
        const row = await transaction.cohort.findUnique({ where: { id } });
        if (!row) throw notFound();
        await transaction.cohort.delete({ where: { id } });
        await forgetFigures(transaction, id);
        await tell(transaction, by, 'cohort.removed', { cohortId: id, name: row.name });
      }),
    tenants: (search, limit) => database.$queryRaw`
      SELECT DISTINCT found."tenantName", found."tenantId" FROM (
        SELECT o."tenantName", o."tenantId" FROM "Onboarding" o
        WHERE o."tenantId" = ${search}
          OR ${hasWords(Prisma.sql`o`, search, 'vendor')}
        LIMIT ${MOST_LOOKED_AT}) AS found
      ORDER BY 1, 2 LIMIT ${limit}`,
  };
}

async function changed(
  transaction: Transaction,
  { id, change, by }: { id: string; change: CohortChange; by: Person },
): Promise<CohortRecord> {
  const { version, name, words, add, remove } = change;
  const before = await transaction.cohort.findUnique({ where: { id } });
  if (!before) throw notFound();
  const data = {
    version: version + 1,
    ...(name === undefined ? {} : { name }),
    ...(words === undefined ? {} : { words }),
  };
  const { count } = await transaction.cohort.updateMany({ where: { id, version }, data });
  if (count === 0) {
    throw new AppError('version-conflict', 'Somebody has changed this cohort meanwhile. Reload the page.');
  }
  await transaction.cohortTenant.deleteMany({ where: { cohortId: id, tenantId: { in: [...remove] } } });
  await forgetFigures(transaction, id);
  const added = await known(transaction, add);
  const rows = added.map((tenant) => ({ cohortId: id, ...tenant, addedByName: by.name }));
  await transaction.cohortTenant.createMany({ data: rows, skipDuplicates: true });
  const facts = { cohortId: id, from: before.name, to: name ?? before.name, added: [...add], removed: [...remove] };
  await tell(transaction, by, 'cohort.changed', facts);
  return cohortRecord(await transaction.cohort.findUniqueOrThrow({ where: { id }, include: WHOLE }));
}

/** They were counted of other tenants, or under another name. */
const forgetFigures = (transaction: Transaction, cohortId: string) =>
  transaction.programFigures.deleteMany({ where: { key: { endsWith: `/${cohortId}` } } });

async function known(transaction: Transaction, tenantIds: readonly string[]) {
  const rows = await transaction.onboarding.findMany({
    where: { tenantId: { in: [...tenantIds] } },
    distinct: ['tenantId'],
    select: { tenantId: true, tenantName: true },
  });
  if (rows.length < new Set(tenantIds).size) {
    throw new AppError('not-found', 'One of these tenants has no onboarding here.');
  }
  return rows;
}

const tell = (transaction: Transaction, actor: Person, action: string, facts: Record<string, unknown>) =>
  appendAudit(transaction, [{ tenantId: actor.tenantId, actor, action, facts }]);

async function withOwnName<Answer>(write: Promise<Answer>): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    throw new AppError('name-taken', 'Another cohort has this name.', { field: 'name' }, { cause: error });
  }
}

function cohortRecord({ id, name, words, version, createdByName, createdAt, tenants }: Row): CohortRecord {
  return {
    ...{ id, name, words, version, createdByName, createdAt },
    tenants: tenants.map(({ tenantId, tenantName }) => ({ tenantId, tenantName })),
  };
}
