import type { Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';

/** Onboardings whose application or vendor has words that begin so. */
export const hasWords = (onboarding: Prisma.Sql, text: string) =>
  Prisma.sql`${onboarding}."words" @@ ${beginnings(text)}`;

/** Of those, the ones whose vendor itself has them. */
export const vendorHasWords = (onboarding: Prisma.Sql, text: string) =>
  Prisma.sql`to_tsvector('simple', ${onboarding}."tenantName") @@ ${beginnings(text)}`;

/** Onboardings whose application alone has them, by its name here or in its directory. No index helps: for short lists. */
export const applicationHasWords = (onboarding: Prisma.Sql, text: string) =>
  Prisma.sql`to_tsvector('simple', ${onboarding}."name" || ' ' || coalesce(${onboarding}."applicationName", ''))
    @@ ${beginnings(text)}`;

/** Submissions whose application or vendor had such words when they were kept last. */
export const submissionHasWords = (text: string) => Prisma.sql`s."words" @@ ${beginnings(text)}`;

/** Keeps the words with a request that was handed in: there are far fewer of those than of onboardings. */
export async function keepWords(transaction: Transaction, onboardingId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Submission" s SET "words" = o."words" FROM "Onboarding" o
    WHERE o."id" = s."onboardingId" AND o."id" = ${onboardingId}::uuid AND s."submittedAt" IS NOT NULL`;
}

function beginnings(text: string): Prisma.Sql {
  const words = text.split(/\s+/).map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`);
  return Prisma.sql`to_tsquery('simple', ${words.join(' & ')})`;
}
