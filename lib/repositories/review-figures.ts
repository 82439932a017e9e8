import type { CountedFigures, CountScope } from '#lib/program/ports.ts';
import type { Database } from './database.ts';
import { notBefore, ofCohort } from './figure-scope.ts';
import { Prisma } from './generated/client.ts';
import { givenOnly } from './tenancy.ts';

type Review = CountedFigures['review'];
type Standing = { waiting: number; withIsv: number; oldestWaitingSince: Date | null };
type Speed = { decisions: number; medianHoursToDecide: number | null; p90HoursToDecide: number | null };

/** What gives a request back or settles it: from then on reviewers have no more to do with this handing in. */
const DECIDING = Prisma.sql`d."kind" IN ('approve', 'request-changes', 'reject')`;

/** How the review queue stands, and how fast it moves. */
export async function reviewFigures(database: Database, scope: CountScope): Promise<Review> {
  const [standing] = await database.$queryRaw<Standing[]>`
    SELECT (count(*) FILTER (WHERE s."status" IN ('submitted', 'in-review')))::int AS "waiting",
      (count(*) FILTER (WHERE s."status" = 'changes-requested'))::int AS "withIsv",
      min(s."submittedAt") FILTER (WHERE s."status" IN ('submitted', 'in-review')) AS "oldestWaitingSince"
    FROM "Submission" s JOIN "Onboarding" o ON o."id" = s."onboardingId"
    WHERE s."status" IN ('submitted', 'in-review', 'changes-requested') ${ofCohort(scope)}`;
  const [speed] = await database.$queryRaw<Speed[]>`
    SELECT count(*)::int AS "decisions",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY "hours")::float8 AS "medianHoursToDecide",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY "hours")::float8 AS "p90HoursToDecide"
    FROM (
      SELECT extract(epoch FROM d."at" - e."at") / 3600 AS "hours"
      FROM "Decision" d
      JOIN "Submission" s ON s."id" = d."submissionId" JOIN "Onboarding" o ON o."id" = s."onboardingId"
      LEFT JOIN "Evidence" e ON e."submissionId" = d."submissionId" AND e."number" = d."number"
      WHERE ${DECIDING} ${notBefore(Prisma.sql`d."at"`, scope)} ${ofCohort(scope)}
    ) AS decided`;
  const { waiting = 0, withIsv = 0, oldestWaitingSince = null } = standing ?? {};
  const { decisions = 0, medianHoursToDecide = null, p90HoursToDecide = null } = speed ?? {};
  return {
    ...{ waiting, withIsv, decisions, weeks: await weeks(database, scope) },
    ...givenOnly({ oldestWaitingSince, medianHoursToDecide, p90HoursToDecide }),
  };
}

function weeks(database: Database, scope: CountScope): Promise<Review['weeks']> {
  const now = scope.now.toISOString();
  const ago = (column: Prisma.Sql) =>
    Prisma.sql`floor(extract(epoch FROM ${now}::timestamptz - ${column}) / 604800)::int`;
  const since = new Date(scope.now.getTime() - scope.weeks * 604_800_000).toISOString();
  return database.$queryRaw`
    SELECT "ago", sum("arrived")::int AS "arrived", sum("decided")::int AS "decided" FROM (
      SELECT ${ago(Prisma.sql`e."at"`)} AS "ago", 1 AS "arrived", 0 AS "decided"
      FROM "Evidence" e
      JOIN "Submission" s ON s."id" = e."submissionId" JOIN "Onboarding" o ON o."id" = s."onboardingId"
      WHERE e."at" > ${since}::timestamptz AND e."at" <= ${now}::timestamptz ${ofCohort(scope)}
      UNION ALL
      SELECT ${ago(Prisma.sql`d."at"`)}, 0, 1
      FROM "Decision" d
      JOIN "Submission" s ON s."id" = d."submissionId" JOIN "Onboarding" o ON o."id" = s."onboardingId"
      WHERE ${DECIDING} AND d."at" > ${since}::timestamptz AND d."at" <= ${now}::timestamptz ${ofCohort(scope)}
    ) AS happened
    GROUP BY "ago" ORDER BY "ago"`;
}
