import { randomUUID } from 'node:crypto';
import type { OperationStore, Saved, StoredOperation, StoredStep } from '#lib/operations/ports.ts';
import type { OperationKind, ProblemView } from '#lib/onboarding/operations/contract.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { OperationModel, OperationStepModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';

type Row = OperationModel & { steps: OperationStepModel[] };
const STEPS = { steps: { orderBy: { position: 'asc' } } } as const;

/** Operations in PostgreSQL. The database decides who holds a lease: clocks of servers may differ. */
export function prismaOperations(database: Database): OperationStore {
  const newest = async (key: string) => {
    const row = await database.operation.findFirst({ where: { key }, orderBy: { createdAt: 'desc' }, include: STEPS });
    return row ? storedOperation(row) : undefined;
  };
  return {
    async insertOrFind(start) {
      const key = `${start.onboardingId}/${start.kind}`;
      const createdId = await insert(database, key, start);
      const row = await database.operation.findFirstOrThrow({
        // What was found open may have ended since: then the newest of its kind tells.
        where: createdId ? { id: createdId } : { key },
        orderBy: { createdAt: 'desc' },
        include: STEPS,
      });
      return { operation: storedOperation(row), isNew: row.id === createdId };
    },
    latest: (onboardingId, kind) => newest(`${onboardingId}/${kind}`),
    async takeLease(operationId, owner, durationMs) {
      const taken = await database.$executeRaw`
        UPDATE "Operation" SET "leaseOwner" = ${owner}, "leaseUntil" = now() + ${durationMs} * interval '1 millisecond',
          "state" = 'running', "problem" = NULL, "updatedAt" = now()
        WHERE id = ${operationId}::uuid AND state NOT IN ('done', 'cancelled') AND ("leaseUntil" IS NULL OR "leaseUntil" < now())`;
      return taken === 1;
    },
    async extendLease(operationId, owner, durationMs) {
      const extended = await database.$executeRaw`
        UPDATE "Operation" SET "leaseUntil" = now() + ${durationMs} * interval '1 millisecond', "updatedAt" = now()
        WHERE id = ${operationId}::uuid AND "leaseOwner" = ${owner}`;
      return extended === 1;
    },
    async saveStep(operationId, owner, { name, result, problem, ...step }) {
      const data: Prisma.OperationStepUpdateManyMutationInput = { ...step };
      if (result !== undefined) data.result = result ?? Prisma.JsonNull;
      if (problem) data.problem = problem;
      else if (step.state) data.problem = Prisma.DbNull;
      if (step.state === 'running') data.endedAt = null;
      const { count } = await database.operationStep.updateMany({
        where: { operationId, name, operation: { leaseOwner: owner } },
        data,
      });
      return count === 1;
    },
    async end(operationId, owner, { state, problem }) {
      const isOver = state === 'done' || state === 'cancelled';
      await database.operation.updateMany({
        where: { id: operationId, leaseOwner: owner },
        data: {
          state,
          problem: problem ?? Prisma.DbNull,
          leaseOwner: null,
          leaseUntil: null,
          ...(isOver ? { openKey: null, endedAt: new Date() } : {}),
        },
      });
    },
    async cancel(operationId) {
      const cancelled = await database.$executeRaw`
        UPDATE "Operation" SET "state" = 'cancelled', "openKey" = NULL, "leaseOwner" = NULL, "leaseUntil" = NULL,
          "endedAt" = now(), "updatedAt" = now()
        WHERE id = ${operationId}::uuid AND state NOT IN ('done', 'cancelled') AND ("leaseUntil" IS NULL OR "leaseUntil" < now())`;
      return cancelled === 1;
    },
  };
}

/** The unique open key makes one of two simultaneous presses find the other's: the id, or undefined for the second. */
async function insert(
  database: Database,
  key: string,
  start: Parameters<OperationStore['insertOrFind']>[0],
): Promise<string | undefined> {
  const { onboardingId, tenantId, kind, input, startedBy, steps } = start;
  return inTransaction(database, async (transaction) => {
    const id = randomUUID();
    const { count } = await transaction.operation.createMany({
      skipDuplicates: true,
      data: [
        {
          id,
          key,
          openKey: key,
          kind,
          tenantId,
          onboardingId,
          state: 'running',
          input: input ?? Prisma.JsonNull,
          startedByTenant: startedBy.tenantId,
          startedById: startedBy.objectId,
          startedByName: startedBy.name,
        },
      ],
    });
    if (count === 0) return undefined;
    await transaction.operationStep.createMany({
      data: steps.map(({ name, title, needsCredential }, position) => ({
        operationId: id,
        name,
        title,
        needsCredential,
        position,
      })),
    });
    return id;
  });
}

function storedOperation(row: Row): StoredOperation {
  return {
    id: row.id,
    kind: row.kind as OperationKind,
    onboardingId: row.onboardingId ?? '',
    tenantId: row.tenantId,
    input: row.input as Saved,
    state: row.state,
    startedByName: row.startedByName,
    startedAt: row.createdAt,
    endedAt: row.endedAt ?? undefined,
    leaseUntil: row.leaseUntil ?? undefined,
    problem: (row.problem as ProblemView | null) ?? undefined,
    steps: row.steps.map(storedStep),
  };
}

function storedStep(row: OperationStepModel): StoredStep {
  return {
    name: row.name,
    title: row.title,
    state: row.state,
    needsCredential: row.needsCredential,
    detail: row.detail ?? undefined,
    result: (row.result as Saved | null) ?? undefined,
    problem: (row.problem as ProblemView | null) ?? undefined,
    attempts: row.attempts,
    startedAt: row.startedAt ?? undefined,
    endedAt: row.endedAt ?? undefined,
  };
}
