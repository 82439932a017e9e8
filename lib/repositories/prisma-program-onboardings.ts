import { startOf } from '#lib/program/contract.ts';
import { PROGRAM_PAGE, type ProgramQuery } from '#lib/program/onboardings/contract.ts';
import type { ProgramOnboardings, StandingRow } from '#lib/program/ports.ts';
import type { Database } from './database.ts';
import { notBefore, ofCohort } from './figure-scope.ts';
import { Prisma } from './generated/client.ts';
import { behind, counted, pageOf } from './pages.ts';
import { givenOnly } from './tenancy.ts';
import { hasWords } from './words-sql.ts';

type Row = Omit<StandingRow, 'verdict'> & { endedAt: Date | null; ready: boolean | null; problem: string | null };

/** Where onboardings stand, in PostgreSQL: filters, order and pages are the database’s work. */
export function prismaProgramOnboardings(database: Database): ProgramOnboardings {
  return {
    async page(query) {
      const where = conditions(query);
      const direction = query.order === 'longest' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
      const [found, count] = await Promise.all([
        database.$queryRaw<Row[]>`
          SELECT p.*, r."endedAt", r."ready", coalesce(r."problem", r."blocking" ->> 0) AS "problem"
          FROM (
            SELECT o."id" AS "onboardingId", o."tenantId", o."tenantName", o."standing", o."standingSince" AS "since",
              coalesce(o."applicationName", o."name") AS "applicationName"
            FROM "Onboarding" o WHERE ${where} AND ${afterMark(query)}
            ORDER BY o."standingSince" ${direction}, o."id" ${direction} LIMIT ${PROGRAM_PAGE + 1}
          ) AS p
          LEFT JOIN LATERAL (
            SELECT * FROM "ValidationRun" v WHERE v."onboardingId" = p."onboardingId" AND v."endedAt" IS NOT NULL
            ORDER BY v."startedAt" DESC LIMIT 1
          ) AS r ON true
          ORDER BY p."since" ${direction}, p."onboardingId" ${direction}`,
        counted(database, Prisma.sql`FROM "Onboarding" o WHERE ${where}`),
      ]);
      const { rows, next } = pageOf(found, PROGRAM_PAGE, ({ since, onboardingId }) => [
        listOf(query.order),
        since,
        onboardingId,
      ]);
      return { rows: rows.map(standingRow), next, ...count };
    },
  };
}

function conditions({ q, standing, cohort, time }: ProgramQuery): Prisma.Sql {
  const standsThere = standing ? Prisma.sql`o."standing" = ${standing}` : Prisma.sql`true`;
  const named = q ? Prisma.sql`AND ${hasWords(Prisma.sql`o`, q)}` : Prisma.empty;
  const started = notBefore(Prisma.sql`o."createdAt"`, { after: startOf(time) });
  return Prisma.sql`${standsThere} ${named} ${ofCohort({ cohort })} ${started}`;
}

function standingRow({ endedAt, ready, problem, ...row }: Row): StandingRow {
  return { ...row, ...(endedAt ? { verdict: { endedAt, ...givenOnly({ ready, problem }) } } : {}) };
}

function afterMark({ after, order }: ProgramQuery): Prisma.Sql {
  const first = order === 'longest' ? 'oldest' : 'newest';
  return behind(after, { list: listOf(order), at: Prisma.sql`o."standingSince"`, id: Prisma.sql`o."id"`, first });
}

/** In the program: each order has marks of its own. */
const listOf = (order: ProgramQuery['order']) => `program/${order}`;
