import { Prisma } from './generated/client.ts';

/** Onboardings whose application or vendor has words that begin so: the very expression of the index `Onboarding_words_idx`. */
export function hasWords(onboarding: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`to_tsvector('simple', ${onboarding}."name" || ' ' || ${onboarding}."tenantName" || ' '
    || coalesce(${onboarding}."applicationName", '')) @@ ${beginnings(text)}`;
}

/** Of those, the ones whose vendor itself has them. */
export function vendorHasWords(onboarding: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`to_tsvector('simple', ${onboarding}."tenantName") @@ ${beginnings(text)}`;
}

function beginnings(text: string): Prisma.Sql {
  const words = text.split(/\s+/).map((word) => `'${word.replaceAll(/['\\]/g, ' ')}':*`);
  return Prisma.sql`to_tsquery('simple', ${words.join(' & ')})`;
}
