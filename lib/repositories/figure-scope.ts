import type { CountScope } from '#lib/program/ports.ts';
import { Prisma } from './generated/client.ts';

/** Of the cohort's tenants only; `o` is the onboarding. */
export function ofCohort({ cohort }: Pick<CountScope, 'cohort'>): Prisma.Sql {
  if (!cohort) return Prisma.empty;
  return Prisma.sql`AND o."tenantId" IN (SELECT t."tenantId" FROM "CohortTenant" t WHERE t."cohortId" = ${cohort}::uuid)`;
}

/** Not before the time that is asked for. */
export function notBefore(column: Prisma.Sql, { after }: Pick<CountScope, 'after'>): Prisma.Sql {
  return after ? Prisma.sql`AND ${column} >= ${after.toISOString()}::timestamptz` : Prisma.empty;
}
