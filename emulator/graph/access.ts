import type { MiddlewareHandler } from 'hono';
import type { Graph, GraphEnv, GraphRequest } from './context.ts';
import { activeRoles } from './directory-roles.ts';
import { insufficientPrivileges } from './errors.ts';
import { APPLICATION_ADMINISTRATORS, type Access } from './permissions.ts';

/** Lets a request through whose token has the permissions, and whose person holds one of the directory roles. */
export function allow(graph: Graph, access: Access): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    requirePermissions(c, access);
    if (access.directoryRoles) requireDirectoryRole(graph, c, access.directoryRoles);
    await next();
  };
}

export function requirePermissions(c: GraphRequest, access: Access): void {
  const { kind, scopes, roles } = c.var.caller;
  const held = kind === 'user' ? scopes : roles;
  const needs = kind === 'user' ? access.delegated : access.application;
  const met = needs.length > 0 && needs.every((need) => need.some((permission) => held.has(permission)));
  if (!met) throw insufficientPrivileges();
}

export function requireDirectoryRole(graph: Graph, c: GraphRequest, accepted: readonly string[]): void {
  if (!holdsDirectoryRole(graph, c, accepted)) throw insufficientPrivileges();
}

function holdsDirectoryRole({ directory }: Graph, c: GraphRequest, accepted: readonly string[]): boolean {
  if (c.var.caller.kind === 'app') return true;
  const active = activeRoles(directory, c.var.caller);
  return accepted.some((role) => active.has(role));
}

/**
 * Application administrators manage every application; its owner manages this one. An application that has only
 * `Application.ReadWrite.OwnedBy` manages what it owns.
 * https://learn.microsoft.com/graph/permissions-reference#applicationreadwriteownedby
 */
export function requireManages(graph: Graph, c: GraphRequest, row: { ownerIds: string[] }): void {
  const { caller } = c.var;
  if (row.ownerIds.includes(caller.objectId)) return;
  if (caller.kind === 'app' && !UNOWNED_WRITES.some((role) => caller.roles.has(role))) throw insufficientPrivileges();
  requireDirectoryRole(graph, c, APPLICATION_ADMINISTRATORS);
}
const UNOWNED_WRITES = ['Application.ReadWrite.All', 'Directory.ReadWrite.All'];
