import type { User } from '../directory/state.ts';
import { isVisible, type Graph, type GraphRequest } from './context.ts';
import { notFound } from './errors.ts';

/** A user by object id or user principal name. */
export function userRow(graph: Graph, c: GraphRequest, key: string): User {
  const wanted = key.toLowerCase();
  const { users } = graph.directory;
  const { tenantId } = c.var.caller;
  const isNamed = (row: User) => row.tenantId === tenantId && row.userPrincipalName.toLowerCase() === wanted;
  const row = users.get(wanted) ?? users.first((one) => isNamed(one) && !one.deletedAt);
  if (!row || row.tenantId !== tenantId || !isVisible(graph, row)) throw notFound(key);
  return row;
}
