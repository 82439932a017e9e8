import type { Context } from 'hono';
import type { Core } from '../core/core.ts';
import type { Caller } from '../core/siblings.ts';
import type { Directory, Tenant } from '../directory/state.ts';
import { GraphError, notFound } from './errors.ts';

export type GraphEnv = { Variables: { caller: Caller; graphVersion: 'v1.0' | 'beta' } };
export type GraphRequest = Context<GraphEnv>;

/** What every resource of Graph is built from. */
export type Graph = { core: Core; directory: Directory };

type Replicated = { id: string; tenantId: string; visibleAt: string; deletedAt?: string };

/** When a directory object made now starts to be found, `delayMs` of emulated time later. */
export function createdNow({ core }: Graph, delayMs: number): { createdAt: string; visibleAt: string } {
  const now = core.clock.now();
  return {
    createdAt: now.toISOString(),
    visibleAt: new Date(now.getTime() + core.clock.wallMs(delayMs)).toISOString(),
  };
}

export function isVisible({ core }: Graph, row: Replicated): boolean {
  return !row.deletedAt && new Date(row.visibleAt) <= core.clock.now();
}

/** Rows of the caller's tenant that reads find now. */
export function visibleRows<Row extends Replicated>(
  graph: Graph,
  c: GraphRequest,
  table: { find(matches: (row: Row) => boolean): Row[] },
): Row[] {
  const { tenantId } = c.var.caller;
  return table.find((row) => row.tenantId === tenantId && isVisible(graph, row));
}

/** The caller's row of that id; another tenant's, a deleted one and one not yet replicated answer alike. */
export function visibleRow<Row extends Replicated>(
  graph: Graph,
  c: GraphRequest,
  table: { get(id: string): Row | undefined },
): (id: string) => Row {
  return (id) => {
    const row = table.get(id.toLowerCase());
    if (!row || row.tenantId !== c.var.caller.tenantId || !isVisible(graph, row)) throw notFound(id);
    return row;
  };
}

export function tenantOf({ directory }: Graph, c: GraphRequest): Tenant {
  const tenant = directory.tenants.get(c.var.caller.tenantId);
  if (!tenant)
    throw new GraphError(401, 'InvalidAuthenticationToken', 'The identity of the calling tenant is unknown.');
  return tenant;
}

/** The address callers of this version use, for `@odata.context`, next links and references. */
export function baseUrl({ core }: Graph, c: GraphRequest): string {
  return `${core.addresses.graph}/${c.var.graphVersion}`;
}

/** A path parameter that the route's pattern guarantees. */
export function pathId(c: GraphRequest, name = 'id'): string {
  const value = c.req.param(name);
  if (!value) throw notFound(name);
  return value;
}
