import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { OnboardingAsk } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { applicationHasWords } from './words-sql.ts';

export const ONBOARDINGS_PAGE = 20;

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
    ...(q ? [applicationHasWords(Prisma.sql`o`, q)] : []),
    ...(after === undefined ? [] : [afterCondition(after)]),
  ];
  const found = await database.$queryRaw<{ id: string; createdAt: Date }[]>`
    SELECT o."id", o."createdAt" FROM "Onboarding" o WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY o."createdAt" DESC, o."id" DESC LIMIT ${ONBOARDINGS_PAGE + 1}`;
  const shown = found.slice(0, ONBOARDINGS_PAGE);
  const last = found.length > ONBOARDINGS_PAGE ? shown.at(-1) : undefined;
  return { ids: shown.map(({ id }) => id), ...(last ? { next: markOf(last) } : {}) };
}

const openToCondition = (objectId: string) => Prisma.sql`(o."createdById" = ${objectId} OR EXISTS (
  SELECT 1 FROM "Member" m WHERE m."onboardingId" = o."id" AND m."objectId" = ${objectId}))`;

const Mark = z.tuple([z.iso.datetime(), z.guid()]);

const markOf = ({ createdAt, id }: { createdAt: Date; id: string }): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');

function afterCondition(mark: string): Prisma.Sql {
  const [at, id] = readMark(mark);
  return Prisma.sql`(o."createdAt", o."id") < (${at}::timestamptz, ${id}::uuid)`;
}

function readMark(text: string): z.infer<typeof Mark> {
  try {
    return Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new AppError('invalid-input', 'This page of the list does not exist.', { field: 'after' }, { cause: error });
  }
}
