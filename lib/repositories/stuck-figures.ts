import type { CountedFigures, CountScope, KeptFailure } from '#lib/program/ports.ts';
import type { Database } from './database.ts';
import { ofCohort } from './figure-scope.ts';

type Row = {
  onboardingId: string;
  tenantName: string;
  applicationName: string;
  completed: string[];
  since: Date;
  total: number;
  operationWords: string | null;
  operationAt: Date | null;
  runWords: string | null;
  runAt: Date | null;
  probeCause: string | null;
  probeAt: Date | null;
};

/**
 * Those whose ISV has the next step and has not done it, the longest standing first, each with what failed of its newest
 * operation, run and probe: a failure that was followed by a success explains nothing.
 */
export async function stuckFigures(database: Database, scope: CountScope): Promise<CountedFigures['stuck']> {
  const rows = await database.$queryRaw<Row[]>`
    WITH standing AS (
      SELECT o."id", o."tenantName", coalesce(o."applicationName", o."name") AS "applicationName",
        greatest(o."createdAt", s."statusAt", max(c."completedAt")) AS "since",
        array_remove(array_agg(c."step"), NULL) AS "completed"
      FROM "Onboarding" o
      LEFT JOIN "Submission" s ON s."onboardingId" = o."id"
      LEFT JOIN "CompletedStep" c ON c."onboardingId" = o."id"
      WHERE (s."status" IS NULL OR s."status" IN ('draft', 'changes-requested', 'expired'))
        ${ofCohort(scope)}
      GROUP BY o."id", s."statusAt"
    ), stuck AS (
      SELECT *, (count(*) OVER ())::int AS "total" FROM standing
      WHERE "since" < ${scope.stuckSince.toISOString()}::timestamptz
      ORDER BY "since", "id" LIMIT ${scope.mostStuck}
    )
    SELECT x."id" AS "onboardingId", x."tenantName", x."applicationName", x."completed", x."since", x."total",
      operation."words" AS "operationWords", operation."at" AS "operationAt", run."words" AS "runWords", run."at" AS "runAt",
      probe."cause" AS "probeCause", probe."at" AS "probeAt"
    FROM stuck x
    LEFT JOIN LATERAL (
      SELECT CASE WHEN n."state" IN ('failed', 'waiting') THEN n."problem" ->> 'detail' END AS "words", n."updatedAt" AS "at"
      FROM "Operation" n WHERE n."onboardingId" = x."id" ORDER BY n."createdAt" DESC LIMIT 1
    ) AS operation ON true
    LEFT JOIN LATERAL (
      SELECT CASE WHEN r."ready" IS NOT TRUE THEN coalesce(r."problem", r."blocking" ->> 0) END AS "words",
        coalesce(r."endedAt", r."startedAt") AS "at"
      FROM "ValidationRun" r WHERE r."onboardingId" = x."id" ORDER BY r."startedAt" DESC LIMIT 1
    ) AS run ON true
    LEFT JOIN LATERAL (
      SELECT p."causes"[1] AS "cause", p."endedAt" AS "at"
      FROM "Probe" p WHERE p."onboardingId" = x."id" AND p."endedAt" IS NOT NULL AND NOT p."cleanUpOnly"
      ORDER BY p."startedAt" DESC LIMIT 1
    ) AS probe ON true
    ORDER BY x."since", x."id"`;
  return { total: rows[0]?.total ?? 0, rows: rows.map(stuckRow) };
}

function stuckRow(row: Row): CountedFigures['stuck']['rows'][number] {
  const { onboardingId, tenantName, applicationName, completed, since } = row;
  const failures: KeptFailure[] = [
    ...failure('operation', row.operationWords, row.operationAt),
    ...failure('run', row.runWords, row.runAt),
    ...failure('probe', row.probeCause, row.probeAt),
  ];
  return { onboardingId, tenantName, applicationName, completed, since, failures };
}

const failure = (of: KeptFailure['of'], words: string | null, at: Date | null): KeptFailure[] =>
  words && at ? [{ of, words, at }] : [];
