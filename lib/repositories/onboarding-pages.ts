import type { OnboardingAsk } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { behind, pageOf } from './pages.ts';
import { hasWords } from './words-sql.ts';

export const ONBOARDINGS_PAGE = 20;
const LIST = 'onboardings';

/** The ids of one page of a tenant’s onboardings, newest first, and the mark of the next page. */
export async function onboardingPage(
  database: Database,
  tenantId: string,
  { q, after, openTo }: OnboardingAsk,
): Promise<{ ids: string[]; next?: string }> {
  const conditions = [
    Prisma.sql`o."tenantId" = ${tenantId}`,
    ...(openTo === undefined ? [] : [openToCondition(openTo)]),
    // Read along the tenant’s own list: the index of words spans all tenants.
    ...(q ? [hasWords(Prisma.sql`o`, q, 'application')] : []),
    behind(after, { list: LIST, at: Prisma.sql`o."createdAt"`, id: Prisma.sql`o."id"` }),
  ];
  const found = await database.$queryRaw<{ id: string; createdAt: Date }[]>`
    SELECT o."id", o."createdAt" FROM "Onboarding" o WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ${ONBOARDINGS_PAGE + 1}`;
  const { rows, next } = pageOf(found, ONBOARDINGS_PAGE, ({ createdAt, id }) => [LIST, createdAt, id]);
  return { ids: rows.map(({ id }) => id), next };
}

const openToCondition = (objectId: string) => Prisma.sql`(o."createdById" = ${objectId} OR EXISTS (
  SELECT 1 FROM "Member" m WHERE m."onboardingId" = o."id" AND m."objectId" = ${objectId}))`;
