import type { Context } from 'hono';
import type { Arm } from './context.ts';
import { badRequest } from './errors.ts';

/**
 * One page of rows in the vendor's list body. `$top` sets the page size up to the knob; the link to the next page
 * names the last row shown, so rows that come or go meanwhile are neither repeated nor lost.
 */
export function pageOf<Row, Wire>(
  { core }: Pick<Arm, 'core'>,
  c: Context,
  { rows, idOf, wire }: { rows: Row[]; idOf: (row: Row) => string; wire: (row: Row) => Wire },
): { value: Wire[]; nextLink?: string } {
  const size = Math.min(topOf(c) ?? core.knobs.pageSize, core.knobs.pageSize);
  const start = startOf(c, rows.map(idOf));
  const shown = rows.slice(start, start + size);
  const last = shown.at(-1);
  if (!last || start + size >= rows.length) return { value: shown.map(wire) };
  return { value: shown.map(wire), nextLink: linkAfter(core.addresses.arm, c, idOf(last)) };
}

function topOf(c: Context): number | undefined {
  const top = c.req.query('$top');
  if (top === undefined) return undefined;
  if (/^[1-9]\d*$/.test(top)) return Number(top);
  throw badRequest('InvalidTopInQueryString', `The $top value '${top}' is not a positive number.`);
}

function startOf(c: Context, ids: string[]): number {
  const token = c.req.query('$skiptoken');
  if (token === undefined) return 0;
  const index = ids.indexOf(Buffer.from(token, 'base64url').toString());
  if (index < 0) throw badRequest('InvalidSkipToken', 'The skip token is invalid or no longer known.');
  return index + 1;
}

function linkAfter(armUrl: string, c: Context, id: string): string {
  const query = new URLSearchParams(c.req.query());
  query.set('$skiptoken', Buffer.from(id).toString('base64url'));
  return `${armUrl}${c.req.path}?${query.toString()}`;
}
