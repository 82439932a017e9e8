import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { COUNTED_AT_MOST, PROGRAM_PAGE, type ProgramQuery } from '#lib/program/onboardings/contract.ts';
import type { ProgramOnboardings, StandingRow } from '#lib/program/ports.ts';
import type { Database } from './database.ts';
import { ofCohort } from './figure-scope.ts';
import { Prisma } from './generated/client.ts';
import { givenOnly } from './tenancy.ts';
import { hasWords } from './words-sql.ts';

type Row = Omit<StandingRow, 'verdict'> & { endedAt: Date | null; ready: boolean | null; problem: string | null };

/** Where onboardings stand, in PostgreSQL: filters, order and pages are the database’s work. */
export function prismaProgramOnboardings(database: Database): ProgramOnboardings {
  return {
    async page(query) {
      const where = conditions(query);
      const direction = query.order === 'longest' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
      const [found, [counted]] = await Promise.all([
        database.$queryRaw<Row[]>`
          SELECT p.*, r."endedAt", r."ready", coalesce(r."problem", r."blocking" ->> 0) AS "problem"
          FROM (
            SELECT o."id" AS "onboardingId", o."tenantId", o."tenantName", o."standing", o."standingSince" AS "since",
              coalesce(o."applicationName", o."name") AS "applicationName"
            FROM "Onboarding" o WHERE ${where} ${afterMark(query)}
            ORDER BY o."standingSince" ${direction}, o."id" ${direction} LIMIT ${PROGRAM_PAGE + 1}
          ) AS p
          LEFT JOIN LATERAL (
            SELECT * FROM "ValidationRun" v WHERE v."onboardingId" = p."onboardingId" AND v."endedAt" IS NOT NULL
            ORDER BY v."startedAt" DESC LIMIT 1
          ) AS r ON true
          ORDER BY p."since" ${direction}, p."onboardingId" ${direction}`,
        database.$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM (
            SELECT 1 FROM "Onboarding" o WHERE ${where} LIMIT ${COUNTED_AT_MOST + 1}) AS matching`,
      ]);
      const rows = found.slice(0, PROGRAM_PAGE).map(standingRow);
      const last = found.length > PROGRAM_PAGE ? rows.at(-1) : undefined;
      const count = counted?.count ?? 0;
      return {
        rows,
        ...(last ? { next: markOf(last) } : {}),
        count: Math.min(count, COUNTED_AT_MOST),
        isMoreThanCounted: count > COUNTED_AT_MOST,
      };
    },
  };
}

function conditions({ q, standing, cohort }: ProgramQuery): Prisma.Sql {
  const standsThere = standing ? Prisma.sql`o."standing" = ${standing}` : Prisma.sql`true`;
  const named = q ? Prisma.sql`AND ${hasWords(Prisma.sql`o`, q)}` : Prisma.empty;
  return Prisma.sql`${standsThere} ${named} ${ofCohort({ cohort })}`;
}

function standingRow({ endedAt, ready, problem, ...row }: Row): StandingRow {
  return { ...row, ...(endedAt ? { verdict: { endedAt, ...givenOnly({ ready, problem }) } } : {}) };
}

const Mark = z.tuple([z.iso.datetime(), z.guid()]);
const markOf = ({ since, onboardingId }: StandingRow): string =>
  Buffer.from(JSON.stringify([since.toISOString(), onboardingId])).toString('base64url');

function afterMark({ after, order }: ProgramQuery): Prisma.Sql {
  if (after === undefined) return Prisma.empty;
  const [since, id] = readMark(after);
  const than = order === 'longest' ? Prisma.sql`>` : Prisma.sql`<`;
  return Prisma.sql`AND (o."standingSince", o."id") ${than} (${since}::timestamptz, ${id}::uuid)`;
}

function readMark(text: string): z.infer<typeof Mark> {
  try {
    return Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw new AppError('invalid-input', 'This page of the onboardings does not exist.', { field: 'after' });
  }
}
