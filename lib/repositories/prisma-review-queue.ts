import type { Person } from '#lib/onboarding/ports.ts';
import { QUEUE_PAGE } from '#lib/review/queue/contract.ts';
import type { QueueRow, ReviewQueue } from '#lib/review/queue/ports.ts';
import type { Turn } from '#lib/rules/business-clock.ts';
import { clockOf, SUBMISSION_STATUSES, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { afterMark, markOf, queueConditions, queueOrder } from './queue-sql.ts';
import { counted, pageOf } from './pages.ts';
import { givenOnly } from './tenancy.ts';
import { clocksInForce, dueColumns, turnRecord, type ClocksInForce } from './turns.ts';

type Row = {
  id: string;
  onboardingId: string;
  applicationName: string;
  tenantId: string;
  tenantName: string;
  status: string;
  waitingSince: Date;
  submittedAt: Date;
  submittedByName: string | null;
  dueAt: Date | null;
  assigneeId: string | null;
  assigneeName: string | null;
  escalatedByName: string | null;
  riskFlags: string[];
  capability: string | null;
  runEndedAt: Date | null;
};

const FOUND = Prisma.sql`
  SELECT s."id", s."onboardingId", coalesce(o."applicationName", o."name") AS "applicationName", o."tenantId",
    o."tenantName", s."status", s."waitingSince", s."submittedAt", s."submittedByName", s."dueAt", s."assigneeId",
    s."assigneeName", s."escalatedByName", s."riskFlags", f."value" #>> '{}' AS "capability",
    r."endedAt" AS "runEndedAt"
  FROM "Submission" s
    JOIN "Onboarding" o ON o."id" = s."onboardingId"
    LEFT JOIN "ValidationRun" r ON r."id" = s."runId"
    LEFT JOIN "RequestField" f ON f."submissionId" = s."id" AND f."name" = 'capabilities'`;

/** The reviewers’ queue in PostgreSQL: filters, order and pages are the database’s work. */
export function prismaReviewQueue(database: Database): ReviewQueue {
  return {
    async page(query, at) {
      const inForce = await clocksInForce(database);
      // What is left after that waits for the worker; each row of the page is counted anew anyway.
      await countDueAgain(database, inForce);
      const where = queueConditions(query, at);
      const here = Prisma.join([where, ...afterMark(query)], ' AND ');
      const matching = Prisma.sql`
        FROM "Submission" s LEFT JOIN "ValidationRun" r ON r."id" = s."runId" WHERE ${where}`;
      const [found, count] = await Promise.all([
        database.$queryRaw<Row[]>`${FOUND} WHERE ${here} ORDER BY ${queueOrder(query)} LIMIT ${QUEUE_PAGE + 1}`,
        counted(database, matching),
      ]);
      const { rows, next } = pageOf(found, QUEUE_PAGE, (last) => markOf(query, last));
      return { rows: await withTurns(database, rows), next, ...count, clocks: inForce.clocks };
    },
    async row(submissionId) {
      const [{ clocks }, found] = await Promise.all([
        clocksInForce(database),
        database.$queryRaw<Row[]>`${FOUND} WHERE s."id" = ${submissionId}::uuid AND s."submittedAt" IS NOT NULL`,
      ]);
      const [row] = await withTurns(database, found);
      return row && { row, clocks };
    },
    async countDeadlines({ until }) {
      const inForce = await clocksInForce(database);
      while (new Date() < until && (await countDueAgain(database, inForce)) === 'some');
    },
    assign: (submissions, to, by) =>
      inTransaction(database, async (transaction) => {
        const seen = new Map(submissions.map(({ id, seenAssigneeId }) => [id, seenAssigneeId]));
        const there = await lockedForAssigning(transaction, [...seen.keys()]);
        const unchanged = there.filter(({ id, assigneeId }) => assigneeId === seen.get(id));
        const ids = unchanged.map(({ id }) => id);
        const data = {
          assigneeId: to?.id ?? null,
          assigneeName: to?.name ?? null,
          assignedAt: to ? new Date() : null,
        };
        await transaction.submission.updateMany({ where: { id: { in: ids } }, data });
        const changed = unchanged.filter(({ assigneeId }) => assigneeId !== data.assigneeId);
        await appendAudit(transaction, changed.map(assignedEvent(to, by)));
        return ids;
      }),
  };
}

type Assignable = { id: string; onboardingId: string; tenantId: string; assigneeId: string | null };

/** In one order, so that two people who assign the same ones never wait for each other. */
function lockedForAssigning(transaction: Transaction, ids: string[]): Promise<Assignable[]> {
  return transaction.$queryRaw<Assignable[]>`
    SELECT s."id", s."onboardingId", o."tenantId", s."assigneeId"
    FROM "Submission" s JOIN "Onboarding" o ON o."id" = s."onboardingId"
    WHERE s."id" = ANY(${ids}::uuid[]) AND s."submittedAt" IS NOT NULL
    ORDER BY s."id" FOR UPDATE OF s`;
}

const assignedEvent =
  (to: { id: string; name: string } | undefined, actor: Person) =>
  ({ id, tenantId, onboardingId }: Assignable) => ({
    ...{ tenantId, onboardingId, actor, action: 'submission.assigned' },
    facts: { submissionId: id, assigneeId: to?.id ?? null, assigneeName: to?.name ?? null },
  });

async function withTurns(database: Transaction, rows: Row[]): Promise<QueueRow[]> {
  const turns = await turnsOf(
    database,
    rows.map(({ id }) => id),
  );
  return rows.map(({ dueAt, assigneeId, assigneeName, escalatedByName, capability, runEndedAt, ...row }) => ({
    ...row,
    ...givenOnly({ dueAt, escalatedByName, capability, runEndedAt }),
    ...(assigneeId ? { assignee: { id: assigneeId, name: assigneeName ?? '' } } : {}),
    status: row.status as SubmissionStatus,
    submittedByName: row.submittedByName ?? '',
    turns: turns.get(row.id) ?? [],
  }));
}

async function turnsOf(database: Transaction, ids: string[]): Promise<Map<string, Turn[]>> {
  const rows = await database.turn.findMany({
    where: { submissionId: { in: ids } },
    orderBy: [{ submissionId: 'asc' }, { startedAt: 'asc' }],
  });
  const turns = new Map<string, Turn[]>();
  for (const row of rows) turns.set(row.submissionId, [...(turns.get(row.submissionId) ?? []), turnRecord(row)]);
  return turns;
}

const AT_ONCE = 500;
const WITHOUT_CLOCK = SUBMISSION_STATUSES.filter((status) => clockOf(status) === undefined);

/**
 * After another target or holiday was set, every deadline is another one: counts so many of them, and says whether that
 * was all. As a rule there is nothing to do: one look.
 */
async function countDueAgain(database: Database, inForce: ClocksInForce): Promise<'all' | 'some'> {
  const stale = await staleDeadlines(database, inForce);
  if (stale.length === 0) return 'all';
  // Of those without a running clock none is due, whatever was set.
  await database.$executeRaw`
    UPDATE "Submission" SET "clockKey" = ${inForce.key}, "dueAt" = NULL
    WHERE "clockKey" <> ${inForce.key} AND "status" IN (${Prisma.join(WITHOUT_CLOCK)})`;
  const ids = stale.map(({ id }) => id);
  const turns = await turnsOf(database, ids);
  const due = ids.map((id) => dueColumns(turns.get(id) ?? [], inForce).dueAt?.toISOString() ?? null);
  // One that moves meanwhile counts its own.
  await database.$executeRaw`
    UPDATE "Submission" s SET "dueAt" = w."due"::timestamptz, "clockKey" = ${inForce.key}
    FROM unnest(${ids}::uuid[], ${stale.map(({ version }) => version)}::int[], ${due}::text[])
      AS w("id", "version", "due")
    WHERE s."id" = w."id" AND s."version" = w."version"`;
  return stale.length < AT_ONCE ? 'all' : 'some';
}

/** Those that were counted by other clocks: on either side of the key and in the index's order, so that it alone is read. */
function staleDeadlines(database: Database, { key }: ClocksInForce): Promise<{ id: string; version: number }[]> {
  return database.$queryRaw`
    (SELECT "id", "version" FROM "Submission" WHERE "clockKey" < ${key} ORDER BY "clockKey" LIMIT ${AT_ONCE})
    UNION ALL
    (SELECT "id", "version" FROM "Submission" WHERE "clockKey" > ${key} ORDER BY "clockKey" LIMIT ${AT_ONCE})`;
}
