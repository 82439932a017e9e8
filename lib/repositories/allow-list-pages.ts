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
  const part = (name: Part) => partOf(name, { mark, most: limit + 1, asked });
  // One statement: a request that is decided meanwhile would stand in both parts, or in none.
  const open = mark?.[0] === 'decided' ? Prisma.empty : Prisma.sql`(${part('open')}) UNION ALL`;
  const found = await database.$queryRaw<Found[]>`
    SELECT * FROM (${open} (${part('decided')})) AS r
    ORDER BY r."part" DESC, r."place" LIMIT ${limit + 1}`;
  const { rows, next } = pageOf(found, limit, ({ part, requestedAt, id }) => [part, requestedAt, id]);
  return { ids: rows.map(({ id }) => id), next };
}

function partOf(
  part: Part,
  { mark, most, asked }: { mark: Mark | undefined; most: number; asked: AllowListAsk },
): Prisma.Sql {
  const { which, first, direction } = PARTS[part];
  const marked = mark?.[0] === part ? Prisma.sql`AND ${beyond(mark, { at: ASKED_AT, id: ID, first })}` : Prisma.empty;
  const order = Prisma.sql`r."requestedAt" ${direction}, r."id" ${direction}`;
  return Prisma.sql`
    SELECT r."id", ${part} AS "part", r."requestedAt", row_number() OVER (ORDER BY ${order}) AS "place"
    ${matching(asked)} AND ${which} ${marked} ORDER BY ${order} LIMIT ${most}`;
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
