import type { Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';

/** What the words of an onboarding weigh, so that the index tells those of the one from those of the other. */
const WEIGHTS = { either: '', vendor: 'A', application: 'B' };

/** Onboardings whose application or vendor, or one of them alone, has words that begin so. */
export const hasWords = (onboarding: Prisma.Sql, text: string, whose: keyof typeof WEIGHTS = 'either') =>
  Prisma.sql`${onboarding}."words" @@ ${beginnings(text, WEIGHTS[whose])}`;

/** Submissions whose application or vendor had such words when they were kept last. */
export const submissionHasWords = (text: string) => Prisma.sql`s."words" @@ ${beginnings(text)}`;

/** Keeps the words with a request that was handed in: there are far fewer of those than of onboardings. */
export async function keepWords(transaction: Transaction, onboardingId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Submission" s SET "words" = o."words" FROM "Onboarding" o
    WHERE o."id" = s."onboardingId" AND o."id" = ${onboardingId}::uuid AND s."submittedAt" IS NOT NULL`;
}

function beginnings(text: string, weight = ''): Prisma.Sql {
  const words = text.split(/\s+/).map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*${weight}`);
  return Prisma.sql`to_tsquery('simple', ${words.join(' & ')})`;
}
