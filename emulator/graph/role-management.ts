import { Hono } from 'hono';
import type { DirectoryRoleAssignment } from '../directory/state.ts';
import { allow } from './access.ts';
import { tenantOf, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { ROLE_NAMES } from './directory-roles.ts';
import { GraphError, notImplemented } from './errors.ts';
import { collection } from './odata-query.ts';
import { ACCESS } from './permissions.ts';

const PREMIUM_P2_PLAN = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';

/** Directory roles: active assignments, and those a person may activate. */
export function roleManagementRoutes(graph: Graph): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();
  const rowsOf = (c: GraphRequest, eligibleOnly: boolean) =>
    graph.directory.roleAssignments.find(
      (row) => row.tenantId === c.var.caller.tenantId && row.eligibleOnly === eligibleOnly,
    );

  // https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
  routes.get('/roleManagement/directory/roleAssignments', allow(graph, ACCESS.readRoleAssignments), (c) => {
    const wire = expandsDefinition(c) ? withDefinition : assignmentWire;
    return c.json(
      collection(graph, c, {
        set: 'roleManagement/directory/roleAssignments',
        rows: rowsOf(c, false),
        wire,
        filterable: { principalId: ['eq'], roleDefinitionId: ['eq'], directoryScopeId: ['eq'] },
        expandable: true,
      }),
    );
  });

  // https://learn.microsoft.com/graph/api/roleeligibilityscheduleinstance-filterbycurrentuser
  routes.get(
    '/roleManagement/directory/roleEligibilityScheduleInstances/:call{filterByCurrentUser\\(on=.principal.\\)}',
    allow(graph, ACCESS.readMyEligibility),
    (c) => {
      requirePremiumP2(graph, c);
      return c.json(
        collection(graph, c, {
          set: 'Collection(unifiedRoleEligibilityScheduleInstance)',
          rows: rowsOf(c, true).filter((row) => row.principalId === c.var.caller.objectId),
          wire: (row) => ({ ...assignmentWire(row), memberType: 'Direct', startDateTime: null, endDateTime: null }),
          filterable: { roleDefinitionId: ['eq'] },
        }),
      );
    },
  );

  return routes;
}

function assignmentWire({ id, principalId, roleTemplateId }: DirectoryRoleAssignment) {
  return { id, principalId, roleDefinitionId: roleTemplateId, directoryScopeId: '/', appScopeId: null };
}

function withDefinition(row: DirectoryRoleAssignment) {
  const id = row.roleTemplateId;
  const roleDefinition = { id, templateId: id, displayName: ROLE_NAMES[id] ?? id, isBuiltIn: true, isEnabled: true };
  return { ...assignmentWire(row), roleDefinition };
}

function expandsDefinition(c: GraphRequest): boolean {
  const expand = c.req.query('$expand');
  if (expand !== undefined && expand !== 'roleDefinition') throw notImplemented(`$expand=${expand}`);
  return expand !== undefined;
}

function requirePremiumP2(graph: Graph, c: GraphRequest): void {
  const hasPlan = tenantOf(graph, c).skus.some(
    ({ capabilityStatus, servicePlans }) =>
      ['Enabled', 'Warning'].includes(capabilityStatus) && servicePlans.some(({ id }) => id === PREMIUM_P2_PLAN),
  );
  if (hasPlan) return;
  throw new GraphError(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  );
}
