import type { CountedFigures, CountScope, Figures } from '#lib/program/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { notBefore, ofCohort } from './figure-scope.ts';
import { reviewFigures } from './review-figures.ts';
import { stuckFigures } from './stuck-figures.ts';

/** What the program counts, in PostgreSQL. */
export function prismaFigures(database: Database): Figures {
  return {
    count: async (scope) => ({
      stages: await stages(database, scope),
      stepTimes: await stepTimes(database, scope),
      stuck: await stuckFigures(database, scope),
      failures: await failures(database, scope),
      firstRuns: await firstRuns(database, scope),
      causes: await causes(database, scope),
      review: await reviewFigures(database, scope),
    }),
    async kept(key) {
      const row = await database.programFigures.findUnique({ where: { key } });
      return row ? { figures: row.figures, countedAt: row.countedAt } : undefined;
    },
    async keep(key, figures, countedAt) {
      const data = { figures: figures as Prisma.InputJsonObject, countedAt };
      await database.programFigures.upsert({ where: { key }, create: { key, ...data }, update: data });
    },
    async keptKeys() {
      const rows = await database.programFigures.findMany({ select: { key: true }, orderBy: { countedAt: 'asc' } });
      return rows.map(({ key }) => key);
    },
    async forget(key) {
      await database.programFigures.deleteMany({ where: { key } });
    },
    async cohortName(id) {
      return (await database.cohort.findUnique({ where: { id }, select: { name: true } }))?.name;
    },
  };
}

const STARTED = Prisma.sql`o."createdAt"`;

function stages(database: Database, scope: CountScope): Promise<CountedFigures['stages']> {
  const which = Prisma.sql`${ofCohort(scope)} ${notBefore(STARTED, scope)}`;
  return database.$queryRaw`
    SELECT 'started' AS "stage", count(*)::int AS "onboardings" FROM "Onboarding" o WHERE true ${which}
    UNION ALL
    SELECT c."step", count(*)::int FROM "CompletedStep" c JOIN "Onboarding" o ON o."id" = c."onboardingId"
    WHERE c."step" <> 'request-publishing' ${which} GROUP BY c."step"
    UNION ALL
    SELECT 'submitted', count(*)::int FROM "Submission" s JOIN "Onboarding" o ON o."id" = s."onboardingId"
    WHERE s."submittedAt" IS NOT NULL ${which}
    UNION ALL
    SELECT 'published', count(*)::int FROM "Submission" s JOIN "Onboarding" o ON o."id" = s."onboardingId"
    WHERE s."status" = 'published' ${which}`;
}

/** From the completion of the step before, or the start, to the completion of this one. */
function stepTimes(database: Database, scope: CountScope): Promise<CountedFigures['stepTimes']> {
  const which = Prisma.sql`${ofCohort(scope)} ${notBefore(STARTED, scope)}`;
  return database.$queryRaw`
    SELECT "step", count(*)::int AS "onboardings",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY "hours")::float8 AS "medianHours",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY "hours")::float8 AS "p90Hours"
    FROM (
      SELECT c."step", extract(epoch FROM c."completedAt" - coalesce(
        lag(c."completedAt") OVER (PARTITION BY c."onboardingId" ORDER BY c."completedAt"), o."createdAt")) / 3600 AS "hours"
      FROM "CompletedStep" c JOIN "Onboarding" o ON o."id" = c."onboardingId" WHERE true ${which}
    ) AS times
    GROUP BY "step"`;
}

function failures(database: Database, scope: CountScope): Promise<CountedFigures['failures']> {
  return database.$queryRaw`
    SELECT r."template", t ->> 'test' AS "test", min(t ->> 'title') AS "testTitle", count(*)::int AS "judged",
      (count(*) FILTER (WHERE t ->> 'verdict' <> 'passed'))::int AS "failed"
    FROM "ValidationRun" r JOIN "Onboarding" o ON o."id" = r."onboardingId"
    CROSS JOIN LATERAL jsonb_array_elements(r."tests") AS t
    WHERE r."endedAt" IS NOT NULL ${notBefore(Prisma.sql`r."endedAt"`, scope)} ${ofCohort(scope)}
      AND t ->> 'verdict' IN ('passed', 'failed', 'not-proven')
    GROUP BY r."template", t ->> 'test'`;
}

async function firstRuns(database: Database, scope: CountScope): Promise<CountedFigures['firstRuns']> {
  const [row] = await database.$queryRaw<CountedFigures['firstRuns'][]>`
    SELECT count(*)::int AS "onboardings", (count(*) FILTER (WHERE "ready"))::int AS "passed"
    FROM (
      SELECT DISTINCT ON (r."onboardingId") r."ready", r."endedAt"
      FROM "ValidationRun" r JOIN "Onboarding" o ON o."id" = r."onboardingId"
      WHERE r."ready" IS NOT NULL ${ofCohort(scope)}
      ORDER BY r."onboardingId", r."startedAt"
    ) AS first
    WHERE true ${notBefore(Prisma.sql`first."endedAt"`, scope)}`;
  return row ?? { onboardings: 0, passed: 0 };
}

const MOST_CAUSES = 12;

function causes(database: Database, scope: CountScope): Promise<CountedFigures['causes']> {
  return database.$queryRaw`
    SELECT cause, count(DISTINCT p."onboardingId")::int AS "onboardings", count(*)::int AS "probes"
    FROM "Probe" p JOIN "Onboarding" o ON o."id" = p."onboardingId" CROSS JOIN LATERAL unnest(p."causes") AS cause
    WHERE p."endedAt" IS NOT NULL ${notBefore(Prisma.sql`p."endedAt"`, scope)} ${ofCohort(scope)}
    GROUP BY cause ORDER BY 2 DESC, 3 DESC, 1 LIMIT ${MOST_CAUSES}`;
}
