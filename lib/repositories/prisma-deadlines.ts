import type { Deadlines, EndingEvidence, EndingToken, News } from '#lib/notifications/ports.ts';
import type { Unanswered, UnansweredRequests } from '#lib/onboarding/request-publishing/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inTransaction } from './in-transaction.ts';
import { isStillQuiet, QUIET_SINCE } from './quiet-sql.ts';
import { tellNews } from './tell.ts';

const APPLICATION = Prisma.sql`coalesce(o."applicationName", o."name") AS "application"`;

/** What ends with time alone, in PostgreSQL. */
export function prismaDeadlines(database: Database): Deadlines & UnansweredRequests {
  return {
    endingEvidenceForPortal: ({ after, before }) =>
      database.$queryRaw<EndingEvidence[]>`
        SELECT r."id" AS "runId", r."endedAt", o."id" AS "onboardingId", ${APPLICATION}
        FROM "ValidationRun" r
          JOIN "Onboarding" o ON o."id" = r."onboardingId"
          LEFT JOIN "Submission" s ON s."onboardingId" = o."id"
        WHERE r."endedAt" > ${after} AND r."endedAt" <= ${before} AND r."ready" AND r."verifiedAt" IS NOT NULL
          AND coalesce(s."status", 'draft') IN ('draft', 'changes-requested')
          AND NOT EXISTS (
            SELECT 1 FROM "ValidationRun" n
            WHERE n."onboardingId" = o."id" AND n."ready" AND n."verifiedAt" IS NOT NULL AND n."startedAt" > r."startedAt")`,
    endingTokensForPortal: ({ after, before }) =>
      database.$queryRaw<EndingToken[]>`
        SELECT o."id" AS "onboardingId", o."tokenEndsAt" AS "endsAt", ${APPLICATION}
        FROM "Onboarding" o LEFT JOIN "Submission" s ON s."onboardingId" = o."id"
        WHERE o."tokenEndsAt" > ${after} AND o."tokenEndsAt" <= ${before}
          AND coalesce(s."status", 'draft') NOT IN ('rejected', 'withdrawn', 'expired')`,
    async tellForPortal(news, { until }) {
      let told = 0;
      for (const one of await withoutTold(database, news)) {
        // Where nobody wanted to know of any, a second go would be like the first.
        if (new Date() >= until) return { areMore: told > 0 };
        told += await inTransaction(database, (transaction) => tellNews(transaction, one));
      }
      return { areMore: false };
    },
    unremindedForPortal: ({ quietBefore, expiryDays, limit }) =>
      quiet(database, { before: quietBefore, limit, where: Prisma.sql`NOT ${isReminded(expiryDays)}` }),
    overdueForPortal: ({ now, expiryDays, limit }) =>
      quiet(database, { before: now, limit, where: Prisma.sql`"expiresAt" <= ${now} AND ${isReminded(expiryDays)}` }),
    remindForPortal: ({ submissionId: id, onboardingId, quietSince }, { at, expiresAt, telling }) =>
      inTransaction(database, async (transaction) => {
        if (!(await isStillQuiet(transaction, { onboardingId, quietSince }))) return false;
        await transaction.submission.update({ where: { id }, data: { remindedAt: at, expiresAt } });
        await tellNews(transaction, { onboardingId, telling });
        return true;
      }),
  };
}

type Wanted = { before: Date; limit: number; where: Prisma.Sql };

/** Their own field in the queue’s index: only those whose changes are asked for are looked at more closely. */
function quiet(database: Database, { before, limit, where }: Wanted): Promise<Unanswered[]> {
  return database.$queryRaw`
    SELECT "submissionId", "onboardingId", "version", "status", "tenantId", "application", "quietSince" FROM (
      SELECT s."id" AS "submissionId", s."onboardingId", s."version", s."status", o."tenantId", ${APPLICATION},
        s."remindedAt", s."expiresAt", ${QUIET_SINCE} AS "quietSince"
      FROM "Submission" s JOIN "Onboarding" o ON o."id" = s."onboardingId"
      WHERE s."status" = 'changes-requested' AND s."statusAt" <= ${before}) AS asked
    WHERE "quietSince" <= ${before} AND ${where}
    ORDER BY "quietSince", "submissionId" LIMIT ${limit}`;
}

/** Told since the last sign, and of no earlier day than what is set now gives. */
const isReminded = (expiryDays: number) => Prisma.sql`
  coalesce("remindedAt" >= "quietSince"
    AND "expiresAt" >= "quietSince" + make_interval(hours => ${expiryDays * 24}::int), false)`;

/** Without what somebody of the tenant was told of, for all were told together: as a rule nothing is left, after one look. */
async function withoutTold(database: Database, news: readonly News[]): Promise<News[]> {
  const events = news.map(({ telling }) => telling.event);
  const told = await database.$queryRaw<{ event: string }[]>`
    SELECT DISTINCT w."event" FROM unnest(${news.map(({ onboardingId }) => onboardingId)}::uuid[], ${events}::text[]) AS w("id", "event")
      JOIN "Onboarding" o ON o."id" = w."id"
      JOIN "Notification" n ON n."tenantId" = o."tenantId" AND n."event" = w."event"`;
  const known = new Set(told.map(({ event }) => event));
  return news.filter(({ telling }) => !known.has(telling.event));
}
