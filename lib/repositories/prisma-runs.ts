import { z } from 'zod';
import { TemplateEdition } from '#lib/onboarding/deploy-logic-app/contract.ts';
import type { RunChanges, RunRecord, Runs } from '#lib/onboarding/record/ports.ts';
import { AcceptanceCheck, RunMapping, RunStatus, TestResult } from '#lib/onboarding/run-validation/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { changed, givenOnly, notFound, ownOnboarding } from './tenancy.ts';

const TENANT = { onboarding: { select: { tenantId: true } } } as const;
type Row = Prisma.ValidationRunGetPayload<{ include: typeof TENANT }>;

/** Validation runs in PostgreSQL. A change and its event are written in one transaction. */
export function prismaRuns(database: Database): Runs {
  return {
    ...runsIn(database),
    update: (tenantId, id, changes, event) =>
      event
        ? inTransaction(database, async (transaction) => {
            const updated = await runsIn(transaction).update(tenantId, id, changes);
            await appendAudit(transaction, [event]);
            return updated;
          })
        : runsIn(database).update(tenantId, id, changes),
  };
}

type PlainRuns = Omit<Runs, 'update'> & {
  update(...change: [tenantId: string, id: string, changes: RunChanges]): Promise<RunRecord>;
};

/** As part of a transaction. */
export function runsIn(database: Transaction): PlainRuns {
  const find = async (where: Prisma.ValidationRunWhereInput) => {
    const row = await database.validationRun.findFirst({ where, orderBy: { startedAt: 'desc' }, include: TENANT });
    return row ? runRecord(row) : undefined;
  };
  const list = async (where: Prisma.ValidationRunWhereInput) =>
    (await database.validationRun.findMany({ where, orderBy: { startedAt: 'desc' }, include: TENANT })).map(runRecord);
  const get: Runs['get'] = (tenantId, onboardingId, id) => find({ id, onboardingId, onboarding: { tenantId } });
  return {
    get,
    async insert(tenantId, onboardingId, { parameters, ...run }) {
      await ownOnboarding(database, tenantId, onboardingId);
      const data = { ...run, onboardingId, status: 'starting', parameters: parameters as Prisma.InputJsonObject };
      await database.validationRun.createMany({ data: [data], skipDuplicates: true });
      const inserted = await get(tenantId, onboardingId, run.id);
      if (!inserted) throw notFound();
      return inserted;
    },
    list: (tenantId, onboardingId) => list({ onboardingId, onboarding: { tenantId } }),
    async update(tenantId, id, changes) {
      const where = { id, onboarding: { tenantId } };
      changed(await withoutRival(database.validationRun.updateMany({ where, data: columnsOf(changes) })));
      const updated = await find(where);
      if (!updated) throw notFound();
      return updated;
    },
    findByRunName: (tenantId, resourceId, runName) => find({ resourceId, runName, onboarding: { tenantId } }),
    latestVerifiedReady: (tenantId, onboardingId) =>
      find({ onboardingId, ready: true, verifiedAt: { not: null }, onboarding: { tenantId } }),
    getForOperator: (id) => find({ id }),
    unfinishedForPortal: () => list({ watchedBy: 'portal', ready: null, status: { not: 'lost' } }),
  };
}

/** Two records of one run would count its evidence twice. */
async function withoutRival<Answer>(write: Promise<Answer>): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    throw new AppError('conflict', 'This run of the Logic App is recorded already.', {}, { cause: error });
  }
}

function columnsOf({ parameters, ...changes }: RunChanges): Prisma.ValidationRunUpdateManyMutationInput {
  const { tests, ...rest } = changes;
  return {
    ...rest,
    ...(parameters ? { parameters: parameters as Prisma.InputJsonObject } : {}),
    ...(tests ? { tests: tests as Prisma.InputJsonArray } : {}),
  };
}

function runRecord({ onboarding, ...row }: Row): RunRecord {
  const { id, onboardingId, resourceId, enabledTests, startedById, startedByName, startedAt } = row;
  return {
    ...{ id, onboardingId, resourceId, enabledTests, startedById, startedByName, startedAt },
    tenantId: onboarding.tenantId,
    status: RunStatus.parse(row.status),
    template: TemplateEdition.parse(row.template),
    parameters: row.parameters as Record<string, unknown>,
    watchedBy: row.watchedBy as RunRecord['watchedBy'],
    tests: z.array(TestResult).parse(row.tests),
    blocking: z.array(z.string()).parse(row.blocking),
    acceptance: z.array(AcceptanceCheck).parse(row.acceptance),
    ...givenOnly({
      runName: row.runName,
      endedAt: row.endedAt,
      readAt: row.readAt,
      ready: row.ready,
      templateOverall: row.templateOverall,
      resultSource: row.resultSource as RunRecord['resultSource'] | null,
      mappings: row.mappings === null ? null : z.array(RunMapping).parse(row.mappings),
      versionId: row.versionId,
      definitionHash: row.definitionHash,
      verifiedAt: row.verifiedAt,
      problem: row.problem,
    }),
  };
}
