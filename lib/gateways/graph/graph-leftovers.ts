import type { Leftover } from '#lib/onboarding/run-validation/contract.ts';
import { GraphGroups, GraphUsers } from '#lib/wire/graph/directory.ts';
import { unlessMissing, type Graph } from './graph-call.ts';

/** Test users and groups by the beginning of their names. */
export async function findTestObjects(
  graph: Graph,
  prefixes: { users: readonly string[]; groups: readonly string[] },
): Promise<Leftover[]> {
  const users = await graph.readAll(GraphUsers, {
    path: '/users',
    query: {
      $filter: anyStartsWith('userPrincipalName', prefixes.users),
      $select: 'id,displayName,userPrincipalName,createdDateTime',
    },
    scopes: ['User.ReadWrite.All'],
  });
  const groups = await graph.readAll(GraphGroups, {
    path: '/groups',
    query: { $filter: anyStartsWith('displayName', prefixes.groups), $select: 'id,displayName,createdDateTime' },
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

function anyStartsWith(property: string, prefixes: readonly string[]): string {
  return prefixes.map((prefix) => `startswith(${property},'${prefix.replaceAll("'", "''")}')`).join(' or ');
}
