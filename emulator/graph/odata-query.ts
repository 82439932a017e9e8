import { baseUrl, type Graph, type GraphRequest } from './context.ts';
import { badRequest, GraphError, notImplemented } from './errors.ts';
import { parseFilter, type Filterable } from './odata-filter.ts';

export type Wire = Record<string, unknown>;

const ONE_PAGE = ['$select', '$filter', '$count', '$top'];
const PAGED = [...ONE_PAGE, '$skiptoken'];
const MAX_TOP = 999;

/** Refuses the query options that an operation does not have here. */
export function acceptOptions(c: GraphRequest, accepted: readonly string[]): void {
  for (const name of Object.keys(c.req.query())) {
    if (name.startsWith('$') && !accepted.includes(name)) throw notImplemented(`the query option ${name} here`);
  }
}

/**
 * One object, or the properties that `$select` names.
 * https://learn.microsoft.com/graph/query-parameters
 */
export function entity(
  graph: Graph,
  c: GraphRequest,
  answer: { set: string; wire: Wire; defaults?: readonly string[] },
) {
  acceptOptions(c, ['$select']);
  const selection = selectionOf(c);
  const context = `${baseUrl(graph, c)}/$metadata#${answer.set}${selection ? `(${selection.join(',')})` : ''}/$entity`;
  return { '@odata.context': context, ...pick(answer.wire, selection ?? answer.defaults) };
}

type Listing<Row> = {
  set: string;
  rows: Row[];
  wire: (row: Row) => Wire;
  /** Places a row in the order of pages; without it the collection is one page, as some of Graph's are. */
  orderOf?: (row: Row) => string;
  filterable?: Filterable;
  /** Set when `wire` has already followed `$expand`. */
  expandable?: boolean;
  /** The properties given when nothing is selected. */
  defaults?: readonly string[];
};

/**
 * A collection, filtered, selected and in pages.
 * https://learn.microsoft.com/graph/paging
 */
export function collection<Row>(graph: Graph, c: GraphRequest, listing: Listing<Row>): Wire {
  acceptOptions(c, [...(listing.orderOf ? PAGED : ONE_PAGE), ...(listing.expandable ? ['$expand'] : [])]);
  const selection = selectionOf(c);
  const filter = c.req.query('$filter');
  const matches = filter === undefined ? () => true : parseFilter(filter, listing.filterable ?? {});
  const found = listing.rows.map((row) => ({ row, wire: listing.wire(row) })).filter(({ wire }) => matches(wire));
  const { items, next } = listing.orderOf
    ? page(graph, c, found, listing.orderOf)
    : { items: found.slice(0, topOf(c)), next: undefined };
  return {
    '@odata.context': `${baseUrl(graph, c)}/$metadata#${listing.set}${selection ? `(${selection.join(',')})` : ''}`,
    ...(wantsCount(c) ? { '@odata.count': found.length } : {}),
    ...(next ? { '@odata.nextLink': next } : {}),
    value: items.map(({ wire }) => pick(wire, selection ?? listing.defaults)),
  };
}

/**
 * `$count=true` with `ConsistencyLevel: eventual`; Graph needs the pair for its advanced queries.
 * https://learn.microsoft.com/graph/aad-advanced-queries
 */
export function wantsCount(c: GraphRequest): boolean {
  const eventual = c.req.header('consistencylevel')?.toLowerCase() === 'eventual';
  return eventual && c.req.query('$count') === 'true';
}

type Found<Row> = { row: Row; wire: Wire };

function page<Row>(graph: Graph, c: GraphRequest, found: Found<Row>[], orderOf: (row: Row) => string) {
  const size = topOf(c) ?? graph.core.knobs.pageSize;
  const after = positionOf(c.req.query('$skiptoken'));
  const ordered = found
    .map((item) => ({ item, position: orderOf(item.row) }))
    .sort((a, b) => (a.position < b.position ? -1 : 1))
    .filter(({ position }) => after === undefined || position > after);
  const taken = ordered.slice(0, size);
  const last = taken.at(-1);
  const next = last && ordered.length > taken.length ? nextLink(graph, c, last.position) : undefined;
  return { items: taken.map(({ item }) => item), next };
}

function nextLink(graph: Graph, c: GraphRequest, position: string): string {
  const query = new URLSearchParams(c.req.query());
  query.set('$skiptoken', Buffer.from(position).toString('base64url'));
  const path = c.req.path.split('/').slice(2).map(encodeURIComponent).join('/');
  return `${baseUrl(graph, c)}/${path}?${query.toString().replaceAll('%24', '$')}`;
}

function positionOf(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const position = Buffer.from(token, 'base64url').toString();
  if (!position.includes('|'))
    throw new GraphError(400, 'Directory_ExpiredPageToken', 'The specified page token is not valid.');
  return position;
}

function topOf(c: GraphRequest): number | undefined {
  const text = c.req.query('$top');
  if (text === undefined) return undefined;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1 || top > MAX_TOP) {
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and ${MAX_TOP} inclusive.`);
  }
  return top;
}

function selectionOf(c: GraphRequest): string[] | undefined {
  const names = c.req.query('$select')?.split(',').map((name) => name.trim()).filter(Boolean); // prettier-ignore
  return names?.length && !names.includes('*') ? names : undefined;
}

function pick(wire: Wire, names: readonly string[] | undefined): Wire {
  if (!names) return wire;
  const missing = names.find((name) => !(name in wire));
  if (missing) throw notImplemented(`the property ${missing} in $select`);
  const kept = Object.keys(wire).filter((name) => names.includes(name) || name.startsWith('@odata'));
  return Object.fromEntries(kept.map((name) => [name, wire[name]]));
}

/** Directory objects page in the order they were made. */
export const byCreation = (row: { createdAt: string; id: string }) => `${row.createdAt}|${row.id}`;
