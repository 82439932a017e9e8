import type { Graph, GraphRequest } from './context.ts';
import { isVisible } from './context.ts';

export type Principal = { type: 'User' | 'Group' | 'ServicePrincipal'; id: string; displayName: string };

const ODATA_TYPES = { User: 'user', Group: 'group', ServicePrincipal: 'servicePrincipal' };

/** The user, group or service principal of that id that the caller's tenant finds now. */
export function principalOf(graph: Graph, c: GraphRequest, id: string): Principal | undefined {
  const { users, groups, servicePrincipals } = graph.directory;
  const candidates = [
    { type: 'User', row: users.get(id) },
    { type: 'Group', row: groups.get(id) },
    { type: 'ServicePrincipal', row: servicePrincipals.get(id) },
  ] as const;
  for (const { type, row } of candidates) {
    if (!row || row.tenantId !== c.var.caller.tenantId || !isVisible(graph, row)) continue;
    return { type, id: row.id, displayName: row.displayName };
  }
  return undefined;
}

/** A principal in a mixed collection, by its type, id and name. */
export function principalReference({ type, id, displayName }: Principal) {
  return { '@odata.type': `#microsoft.graph.${ODATA_TYPES[type]}`, id, displayName };
}
