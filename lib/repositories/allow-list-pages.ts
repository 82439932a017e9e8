import { z } from 'zod';
import type { AllowListAsk } from '#lib/onboarding/allow-list/ports.ts';
import type { Database } from './database.ts';
import { notBefore, ofCohort } from './figure-scope.ts';
import { Prisma } from './generated/client.ts';
import { beyond, counted, momentMark, pageOf, readMark } from './pages.ts';

const PARTS = {
  open: { which: Prisma.sql`r."state" = 'open'`, first: 'oldest', direction: Prisma.sql`ASC` },
  decided: { which: Prisma.sql`r."state" <> 'open'`, first: 'newest', direction: Prisma.sql`DESC` },
} as const;
const [ASKED_AT, ID] = [Prisma.sql`r."requestedAt"`, Prisma.sql`r."id"`];
type Part = keyof typeof PARTS;
const Mark = z.union([momentMark('open'), momentMark('decided')]);
type Mark = z.infer<typeof Mark>;
type Found = { id: string; part: Part; requestedAt: Date };

/** The ids of one page: open requests from the one that waits for longest on, then the others from the newest on. */
export async function allowListPage(
  database: Database,
  { after, limit, ...asked }: AllowListAsk & { after?: string; limit: number },
): Promise<{ ids: string[]; next?: string }> {
  const mark = after === undefined ? undefined : readMark(after, Mark);
  const read = (part: Part, most: number) => partOf(database, { part, mark, most, asked });
  const open = mark?.[0] === 'decided' ? [] : await read('open', limit + 1);
  const decided = open.length > limit ? [] : await read('decided', limit + 1 - open.length);
  const { rows, next } = pageOf([...open, ...decided], limit, ({ part, requestedAt, id }) => [part, requestedAt, id]);
  return { ids: rows.map(({ id }) => id), next };
}

function partOf(
  database: Database,
  { part, mark, most, asked }: { part: Part; mark: Mark | undefined; most: number; asked: AllowListAsk },
): Promise<Found[]> {
  const { which, first, direction } = PARTS[part];
  const marked = mark?.[0] === part ? Prisma.sql`AND ${beyond(mark, { at: ASKED_AT, id: ID, first })}` : Prisma.empty;
  return database.$queryRaw<Found[]>`
    SELECT r."id", ${part} AS "part", r."requestedAt" ${matching(asked)} AND ${which} ${marked}
    ORDER BY r."requestedAt" ${direction}, r."id" ${direction} LIMIT ${most}`;
}

/** All that match, and those of them that are open. */
export async function allowListCount(database: Database, asked: AllowListAsk) {
  const [all, [open]] = await Promise.all([
    counted(database, matching(asked)),
    database.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS "waiting" ${matching(asked)} AND ${PARTS.open.which}`,
  ]);
  return { ...all, waiting: open?.waiting ?? 0 };
}

function matching({ cohort, since }: AllowListAsk): Prisma.Sql {
  return Prisma.sql`FROM "AllowListRequest" r LEFT JOIN "Onboarding" o ON o."id" = r."onboardingId"
    WHERE true ${ofCohort({ cohort })} ${notBefore(ASKED_AT, { after: since })}`;
}
