import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { Prisma } from './generated/client.ts';

/**
 * Lists come a page at a time. A page ends with a mark that says behind what the next one begins, so that nothing is left out
 * or shown twice while others write; to whoever keeps it, it is a word without meaning.
 */
export function pageOf<Row>(
  found: Row[],
  limit: number,
  markOf: (last: Row) => readonly unknown[],
): { rows: Row[]; next?: string } {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, ...(last === undefined ? {} : { next: encode(markOf(last)) }) };
}

const encode = (mark: readonly unknown[]): string => Buffer.from(JSON.stringify(mark)).toString('base64url');

/** A mark that nobody made, or that is of another list, is `invalid-input`. */
export function readMark<Mark>(text: string, mark: z.ZodType<Mark>): Mark {
  try {
    return mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (error) {
    throw new AppError('invalid-input', 'This page of the list does not exist.', { field: 'after' }, { cause: error });
  }
}

/** A moment as a mark says it. PostgreSQL knows no year 0. */
export const MarkedMoment = z.iso.datetime({ precision: 3 }).refine((at) => !at.startsWith('0000'));
/** The mark of a list in the order of a moment, and of an id where two have the same. Each list, and each order, has its own. */
export const momentMark = <List extends string>(list: List) => z.tuple([z.literal(list), MarkedMoment, z.guid()]);
type MomentMark = [list: string, at: string, id: string];
type Order = { at: Prisma.Sql; id: Prisma.Sql; first?: 'newest' | 'oldest' };

/** Behind such a mark, where there is one: the older rows, or the newer ones of a list that begins with the oldest. */
export function behind(mark: string | undefined, { list, ...order }: Order & { list: string }): Prisma.Sql {
  return mark === undefined ? Prisma.sql`true` : beyond(readMark(mark, momentMark(list)), order);
}

export function beyond([, markedAt, markedId]: MomentMark, { at, id, first = 'newest' }: Order): Prisma.Sql {
  const than = first === 'newest' ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${at}, ${id}) ${than} (${markedAt}::timestamptz, ${markedId}::uuid)`;
}

const NEWEST_FIRST = [{ at: 'desc' as const }, { id: 'desc' as const }];
type NewestFirst = { older: ReturnType<typeof olderThan>; orderBy: typeof NEWEST_FIRST; take: number };

/** A page of the rows of one table, newest first; `older` belongs to the conditions that they are found by. */
export async function newestPage<Row extends { at: Date; id: string }>(
  list: string,
  { after, limit }: { after?: string; limit: number },
  find: (page: NewestFirst) => Promise<Row[]>,
): Promise<{ rows: Row[]; next?: string }> {
  const found = await find({ older: olderThan(after, list), orderBy: NEWEST_FIRST, take: limit + 1 });
  return pageOf(found, limit, ({ at, id }) => [list, at, id]);
}

function olderThan(mark: string | undefined, list: string) {
  if (mark === undefined) return {};
  const [, time, id] = readMark(mark, momentMark(list));
  const at = new Date(time);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

/** More are not counted: nobody reads so many, and counting them would cost as much as showing them. */
const COUNTED_AT_MOST = 1_000;

/** How many rows a query finds, counted up to a limit. */
export async function counted(
  database: { $queryRaw<Row>(query: Prisma.Sql): Promise<Row> },
  matching: Prisma.Sql,
): Promise<{ count: number; isMoreThanCounted: boolean }> {
  const [row] = await database.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (SELECT 1 ${matching} LIMIT ${COUNTED_AT_MOST + 1}) AS matching`);
  const count = row?.count ?? 0;
  return { count: Math.min(count, COUNTED_AT_MOST), isMoreThanCounted: count > COUNTED_AT_MOST };
}
