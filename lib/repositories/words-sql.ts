import { Prisma } from './generated/client.ts';

/** Onboardings whose application or vendor has words that begin so: the very expression of the index `Onboarding_words_idx`. */
export function hasWords(onboarding: Prisma.Sql, text: string): Prisma.Sql {
  const words = text.split(/\s+/).map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`);
  return Prisma.sql`to_tsvector('simple', ${onboarding}."name" || ' ' || ${onboarding}."tenantName" || ' '
    || coalesce(${onboarding}."applicationName", '')) @@ to_tsquery('simple', ${words.join(' & ')})`;
}
