import { AppError } from '#lib/platform/errors.ts';
import type { Directory } from '#lib/onboarding/ports.ts';
import {
  GraphAppRoleAssignment,
  GraphAppRoleAssignments,
  GraphServicePrincipals,
} from '#lib/wire/graph/applications.ts';
import { literal, type Graph } from './graph-call.ts';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const SCOPES = ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'];

type GraphResource = { resourceId: string; idOf: Map<string, string>; nameOf: Map<string, string> };

/** Microsoft Graph app roles of a principal: read, grant, revoke. Ids are looked up by value in the tenant itself. */
export function graphRoles(graph: Graph): Pick<Directory, 'graphRolesOf' | 'grantGraphRole' | 'revokeGraphRole'> {
  async function graphResource(): Promise<GraphResource> {
    const [resource] = await graph.readAll(GraphServicePrincipals, {
      path: '/servicePrincipals',
      query: { $filter: `appId eq ${literal(GRAPH_APP_ID)}` },
      scopes: ['Application.Read.All'],
    });
    if (!resource)
      throw new AppError('upstream-malformed', 'The directory has no Microsoft Graph service principal.', {});
    const named = (resource.appRoles ?? []).filter((role) => role.value);
    return {
      resourceId: resource.id,
      idOf: new Map(named.map((role) => [role.value ?? '', role.id])),
      nameOf: new Map(named.map((role) => [role.id, role.value ?? ''])),
    };
  }

  async function graphRolesOf(principalId: string, known?: GraphResource) {
    const { resourceId, nameOf } = known ?? (await graphResource());
    const assignments = await graph.readAll(GraphAppRoleAssignments, {
      path: `/servicePrincipals/${principalId}/appRoleAssignments`,
      scopes: ['Application.Read.All'],
    });
    return assignments
      .filter((one) => one.resourceId === resourceId)
      .map((one) => ({ assignmentId: one.id, role: nameOf.get(one.appRoleId) ?? one.appRoleId }));
  }

  return {
    graphRolesOf: (principalId) => graphRolesOf(principalId),
    async grantGraphRole(principalId, role) {
      const resource = await graphResource();
      const appRoleId = resource.idOf.get(role);
      if (!appRoleId)
        throw new AppError('upstream-rejected', `Microsoft Graph has no app role called ${role} here.`, { role });
      const held = (await graphRolesOf(principalId, resource)).find((one) => one.role === role);
      if (held) return { assignmentId: held.assignmentId };
      try {
        const { id } = await graph.read(GraphAppRoleAssignment, {
          method: 'POST',
          path: `/servicePrincipals/${principalId}/appRoleAssignments`,
          body: { principalId, resourceId: resource.resourceId, appRoleId },
          scopes: SCOPES,
        });
        return { assignmentId: id };
      } catch (error) {
        // Another tab may have granted it between the read and the write: what counts is that it is there.
        const now = (await graphRolesOf(principalId, resource)).find((one) => one.role === role);
        if (now) return { assignmentId: now.assignmentId };
        throw error;
      }
    },
    async revokeGraphRole(principalId, assignmentId) {
      try {
        await graph.send({
          method: 'DELETE',
          path: `/servicePrincipals/${principalId}/appRoleAssignments/${assignmentId}`,
          scopes: SCOPES,
        });
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'upstream-not-found')) throw error;
      }
    },
  };
}
