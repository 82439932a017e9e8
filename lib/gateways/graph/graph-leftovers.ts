import type { z } from 'zod';
import type { Leftover } from '#lib/onboarding/run-validation/contract.ts';
import { GraphGroups, GraphUsers } from '#lib/wire/graph/directory.ts';
import { literal, unlessMissing, type Graph } from './graph-call.ts';

/** Test users and groups by the beginning of their names. */
export async function findTestObjects(
  graph: Graph,
  prefixes: { users: readonly string[]; groups: readonly string[] },
): Promise<Leftover[]> {
  const users = await startingWith(graph, GraphUsers, {
    path: '/users',
    select: 'id,displayName,userPrincipalName,createdDateTime',
    property: 'userPrincipalName',
    prefixes: prefixes.users,
    scopes: ['User.ReadWrite.All'],
  });
  const groups = await startingWith(graph, GraphGroups, {
    path: '/groups',
    select: 'id,displayName,createdDateTime',
    property: 'displayName',
    prefixes: prefixes.groups,
    scopes: ['Group.ReadWrite.All'],
  });
  return [
    ...users.map((user) => ({
      id: user.id,
      kind: 'user' as const,
      name: user.userPrincipalName ?? user.displayName ?? user.id,
      createdAt: user.createdDateTime ?? undefined,
    })),
    ...groups.map((group) => ({
      id: group.id,
      kind: 'group' as const,
      name: group.displayName,
      createdAt: group.createdDateTime ?? undefined,
    })),
  ];
}

export async function deleteTestObject(graph: Graph, { id, kind }: Leftover): Promise<void> {
  await unlessMissing(
    graph.send(
      kind === 'user'
        ? { method: 'DELETE', path: `/users/${id}`, scopes: ['User.ReadWrite.All'] }
        : { method: 'DELETE', path: `/groups/${id}`, scopes: ['Group.ReadWrite.All'] },
    ),
  );
}

type Wanted = {
  path: string;
  select: string;
  property: string;
  prefixes: readonly string[];
  scopes: readonly string[];
};

function startingWith<Item>(
  graph: Graph,
  schema: z.ZodType<{ value: Item[]; '@odata.nextLink'?: string | undefined }>,
  { path, select, property, prefixes, scopes }: Wanted,
): Promise<Item[]> {
  // An empty filter is no filter: it would name everybody.
  if (prefixes.length === 0) return Promise.resolve([]);
  const $filter = prefixes.map((prefix) => `startswith(${property},${literal(prefix)})`).join(' or ');
  return graph.readAll(schema, {
    path,
    query: { $filter, $select: select },
    scopes,
  });
}
