import SCIMMY from 'scimmy';
import { z } from 'zod';
import { invalid } from './errors.ts';
import type { Page, SampleFault } from './faults/sample-fault.ts';
import { resourceTest, valuesAt, type Test } from './filter.ts';
import { parseFilter } from './filter-grammar.ts';
import { createRenderer, project, type Rendered } from './render.ts';
import { locate, type Location, type ResourceType } from './schema.ts';
import type { Tables } from './state.ts';

export const MAX_RESULTS = 500;
const DEFAULT_COUNT = 100;

const Whole = z.coerce.number().int();
const Names = z.union([z.string(), z.array(z.string()).transform((names) => names.join(','))]);
// https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2
export const Query = z.object({
  filter: z.string().optional(),
  sortBy: z.string().optional(),
  sortOrder: z.enum(['ascending', 'descending']).default('ascending'),
  startIndex: Whole.default(1).transform((index) => Math.max(1, index)),
  count: Whole.default(DEFAULT_COUNT).transform((count) => Math.min(Math.max(0, count), MAX_RESULTS)),
  attributes: Names.optional(),
  excludedAttributes: Names.optional(),
});
export type Query = z.infer<typeof Query>;

type Found = { type: ResourceType; resource: Rendered };
type Source = { tables: Tables; base: string; faults: SampleFault[] };

export function readQuery(given: Record<string, unknown>): Query {
  const parsed = Query.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = parsed.error.issues[0]?.path.join('.') ?? '';
  throw invalid(name === 'filter' ? 'invalidFilter' : 'invalidValue', `The parameter ${name} cannot be read.`);
}

/** A page of the resources that match, over one type or (at the root's .search) several. */
export function listResources({ tables, base, faults }: Source, types: ResourceType[], query: Query) {
  const render = createRenderer(tables, base);
  const found = types.flatMap((type) => {
    const matches = testOf(type, query.filter, faults);
    return tables[type]
      .all()
      .map((row) => ({ type, resource: render(type, row) }))
      .filter(({ resource }) => matches(resource));
  });
  if (query.filter !== undefined) for (const fault of faults) fault.onFilter?.(found.length);
  const { startIndex, count } = faults.reduce<Page>((page, fault) => fault.onPage?.(page, found.length) ?? page, query);
  const page = sorted(found, query).slice(startIndex - 1, startIndex - 1 + count);
  return {
    schemas: [SCIMMY.Messages.ListResponse.id],
    totalResults: found.length,
    startIndex: query.startIndex,
    itemsPerPage: page.length,
    Resources: page.map(({ type, resource }) => project(type, resource, query)),
  };
}

function testOf(type: ResourceType, text: string | undefined, faults: SampleFault[]): Test {
  const filter = text === undefined ? undefined : parseFilter(text);
  const test = filter ? resourceTest(type, filter) : () => true;
  return (resource) =>
    test(resource) && faults.every(({ onMatch }) => onMatch === undefined || onMatch(resource, { type, filter }));
}

// https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.3
function sorted(found: Found[], { sortBy, sortOrder }: Query): Found[] {
  if (!sortBy) return found;
  const keyed = found.map((one) => ({ one, key: sortKey(one, sortBy) }));
  const direction = sortOrder === 'descending' ? -1 : 1;
  // Resources without the attribute come last in ascending order.
  keyed.sort((left, right) => direction * compareKeys(left.key, right.key));
  return keyed.map(({ one }) => one);
}

function sortKey({ type, resource }: Found, sortBy: string): string | undefined {
  const location = locate(type, sortBy);
  if (!location) throw invalid('invalidValue', `There is no attribute ${sortBy} to sort by.`);
  const value = preferred(resource, location);
  if (value === undefined) return undefined;
  return (location.sub ?? location.attribute).config.caseExact ? String(value) : String(value).toLowerCase();
}

function preferred(resource: Rendered, location: Location): unknown {
  const { sub, ...whole } = location;
  const elements = valuesAt(resource, whole);
  const primary = elements.find((one) => (one as { primary?: boolean }).primary === true) ?? elements[0];
  if (typeof primary !== 'object' || primary === null) return primary;
  return (primary as Record<string, unknown>)[sub?.name ?? 'value'];
}

function compareKeys(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}
