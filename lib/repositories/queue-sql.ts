import { z } from 'zod';
import type { QueueQuery, QueueSort } from '#lib/review/queue/contract.ts';
import { isUndecided, SUBMISSION_STATUSES, turnOf } from '#lib/rules/submission-status.ts';
import { Prisma } from './generated/client.ts';
import { MarkedMoment, readMark } from './pages.ts';
import { submissionHasWords } from './words-sql.ts';

type At = { reviewerId: string; now: Date; expiringBefore: Date };
type Sorting = { by: Prisma.Sql; tie: Prisma.Sql; cast: Prisma.Sql };

const TIME = Prisma.sql`::timestamptz`;
/** Each has an index of the very same expressions. */
const SORTS: Record<QueueSort, Sorting> = {
  due: { by: Prisma.sql`coalesce(s."dueAt", 'infinity'::timestamptz)`, tie: Prisma.sql`s."id"`, cast: TIME },
  waiting: { by: Prisma.sql`s."waitingSince"`, tie: Prisma.sql`s."id"`, cast: TIME },
  age: { by: Prisma.sql`s."submittedAt"`, tie: Prisma.sql`s."id"`, cast: TIME },
  name: {
    by: Prisma.sql`lower(coalesce(o."applicationName", o."name"))`,
    tie: Prisma.sql`o."id"`,
    cast: Prisma.sql`::text`,
  },
};

/** What a request must be like to be in the queue. Tables: `s` Submission, `o` Onboarding, `r` ValidationRun. */
export function queueConditions(query: QueueQuery, at: At): Prisma.Sql {
  const conditions = [
    Prisma.sql`s."submittedAt" IS NOT NULL`,
    ...statusConditions(query),
    ...assigneeConditions(query, at),
    ...query.risk.map((flag) =>
      flag === 'evidence-expiring'
        ? Prisma.sql`r."endedAt" < ${at.expiringBefore} AND s."status" IN (${Prisma.join(UNDECIDED)})`
        : Prisma.sql`s."riskFlags" @> ${[flag]}::text[]`,
    ),
    ...(query.late ? [Prisma.sql`coalesce(s."dueAt", 'infinity'::timestamptz) < ${at.now}`] : []),
    ...(query.capability ? [capabilityCondition(query.capability)] : []),
    ...(query.q ? [wordsCondition(query.q)] : []),
  ];
  return Prisma.join(conditions, ' AND ');
}

const statusesOf = (turn: string) => SUBMISSION_STATUSES.filter((status) => turnOf(status) === turn);
const UNDECIDED = SUBMISSION_STATUSES.filter(isUndecided);

function statusConditions({ status, turn }: QueueQuery): Prisma.Sql[] {
  return [
    ...(status.length > 0 ? [Prisma.sql`s."status" IN (${Prisma.join(status)})`] : []),
    ...(turn === 'anybody' ? [] : [Prisma.sql`s."status" IN (${Prisma.join(statusesOf(turn))})`]),
  ];
}

function assigneeConditions({ assignee }: QueueQuery, { reviewerId }: At): Prisma.Sql[] {
  if (assignee === 'anybody') return [];
  if (assignee === 'nobody') return [Prisma.sql`s."assigneeId" IS NULL`];
  if (assignee === 'somebody') return [Prisma.sql`s."assigneeId" IS NOT NULL`];
  return [Prisma.sql`s."assigneeId" = ${assignee === 'me' ? reviewerId : assignee}`];
}

const capabilityCondition = (capability: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM "RequestField" c
  WHERE c."submissionId" = s."id" AND c."name" = 'capabilities' AND c."value" = ${JSON.stringify(capability)}::jsonb)`;

/** Application and vendor by the beginnings of their words, or the beginning of a Submission ID. */
function wordsCondition(text: string): Prisma.Sql {
  const named = submissionHasWords(text);
  const digits = text.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{4,32}$/.test(digits)) return named;
  const [first, last] = [digits.padEnd(32, '0'), digits.padEnd(32, 'f')];
  return Prisma.sql`(s."id" BETWEEN ${first}::uuid AND ${last}::uuid OR ${named})`;
}

export function queueOrder({ sort, order }: QueueQuery): Prisma.Sql {
  const { by, tie } = SORTS[sort];
  const direction = order === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${by} ${direction}, ${tie} ${direction}`;
}

const MARKED: Record<QueueSort, z.ZodType<string>> = {
  due: MarkedMoment.or(z.literal('infinity')),
  waiting: MarkedMoment,
  age: MarkedMoment,
  // PostgreSQL takes no NUL.
  name: z.string().refine((name) => !name.includes('\0')),
};
/** Each order has marks of its own. */
const listOf = ({ sort, order }: QueueQuery) => `queue/${sort}/${order}`;
type Last = {
  id: string;
  onboardingId: string;
  applicationName: string;
  dueAt: Date | null;
  waitingSince: Date;
  submittedAt: Date;
};

/** Where a page ended, for the next one. */
export function markOf(query: QueueQuery, last: Last): [list: string, value: string, id: string] {
  const { sort } = query;
  const value = {
    due: () => last.dueAt?.toISOString() ?? 'infinity',
    waiting: () => last.waitingSince.toISOString(),
    age: () => last.submittedAt.toISOString(),
    name: () => last.applicationName,
  }[sort]();
  const tie = sort === 'name' ? last.onboardingId : last.id;
  return [listOf(query), value, tie];
}

/** What comes after a mark. One of another order, or that nobody made, is refused. */
export function afterMark(query: QueueQuery): Prisma.Sql[] {
  const { sort, order, after } = query;
  if (after === undefined) return [];
  const [, value, id] = readMark(after, z.tuple([z.literal(listOf(query)), MARKED[sort], z.guid()]));
  const { by, tie, cast } = SORTS[sort];
  const than = order === 'asc' ? Prisma.sql`>` : Prisma.sql`<`;
  // The database folds the case of both in its own way.
  const from = sort === 'name' ? Prisma.sql`lower(${value}${cast})` : Prisma.sql`${value}${cast}`;
  return [Prisma.sql`(${by}, ${tie}) ${than} (${from}, ${id}::uuid)`];
}
