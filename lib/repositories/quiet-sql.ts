import type { Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { holdRequest } from './own-request.ts';

/** When the publisher of the request `s` did something last, or was asked to. */
export const QUIET_SINCE = Prisma.sql`
  greatest(
    s."statusAt",
    (SELECT max(f."at") FROM "RequestField" f WHERE f."submissionId" = s."id"),
    (SELECT max(greatest(u."uploadedAt", u."removedAt")) FROM "Upload" u WHERE u."submissionId" = s."id"),
    (SELECT max(m."at") FROM "Message" m WHERE m."submissionId" = s."id" AND m."side" = 'isv'),
    (SELECT max(a."at") FROM "FindingMessage" a JOIN "Finding" g ON g."id" = a."findingId"
      WHERE g."submissionId" = s."id"),
    (SELECT max(r."startedAt") FROM "ValidationRun" r WHERE r."onboardingId" = s."onboardingId"))`;

/** Whether nothing has happened to a request since. No sign can come then until the transaction ends. */
export async function isStillQuiet(
  transaction: Transaction,
  { onboardingId, quietSince }: { onboardingId: string; quietSince: Date },
): Promise<boolean> {
  await holdRequest(transaction, onboardingId);
  // A run is a sign too, and hangs off the onboarding.
  await transaction.$queryRaw`SELECT 1 FROM "Onboarding" WHERE "id" = ${onboardingId}::uuid FOR UPDATE`;
  const [row] = await transaction.$queryRaw<{ at: Date }[]>`
    SELECT ${QUIET_SINCE} AS "at" FROM "Submission" s WHERE s."onboardingId" = ${onboardingId}::uuid`;
  return row?.at.getTime() === quietSince.getTime();
}
