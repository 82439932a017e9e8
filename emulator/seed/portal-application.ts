import { createHash } from 'node:crypto';
import {
  ARM_APP_ID,
  GRAPH_APP_ID,
  type Application,
  type AppRole,
  type Directory,
  type ServicePrincipal,
} from '../directory/state.ts';
import { GRAPH_APP_ROLES } from './graph-permissions.ts';
import { seededId } from './ids.ts';
import { SEED } from './tenants.ts';

const USER_READ = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d';

/** The portal's registration, as `startEmulator` is told. */
export type PortalRegistration = {
  redirectUris: string[];
  clientId?: string;
  secret?: string;
  /** A certificate (PEM) that the portal may prove itself with instead of the secret. */
  certificatePem?: string;
};

/** Registers the portal in the operator's tenant, or brings an existing registration up to date. */
export function registerPortal(directory: Directory, portal: PortalRegistration, at: string): Application {
  const appId = portal.clientId ?? SEED.portal.clientId;
  const row: Application = {
    id: seededId('application-object', appId),
    tenantId: SEED.operator.tenantId,
    createdAt: at,
    visibleAt: at,
    appId,
    displayName: SEED.portal.displayName,
    signInAudience: 'AzureADMultipleOrgs',
    appRoles: portalRoles(),
    redirectUris: portal.redirectUris,
    secretHashes: [
      createHash('sha256')
        .update(portal.secret ?? SEED.portal.secret)
        .digest('hex'),
    ],
    certificatesPem: portal.certificatePem ? [portal.certificatePem] : [],
    oauth2Scopes: [{ id: seededId('scope', 'access_as_user'), value: 'access_as_user' }],
    properties: {
      api: { requestedAccessTokenVersion: 2 },
      groupMembershipClaims: 'DirectoryRole',
      requiredResourceAccess: [{ resourceAppId: GRAPH_APP_ID, resourceAccess: [{ id: USER_READ, type: 'Scope' }] }],
    },
    ownerIds: [],
  };
  if (directory.applications.get(row.id)) return directory.applications.update(row.id, row);
  return directory.applications.insert(row);
}

/** The service principal that an application has, or now gets, in a tenant. */
export function ensureServicePrincipal(
  directory: Directory,
  application: Pick<Application, 'appId' | 'displayName' | 'appRoles'>,
  { tenantId, at }: { tenantId: string; at: string },
): ServicePrincipal {
  const { appId, displayName, appRoles } = application;
  const existing = directory.servicePrincipals.first(
    (row) => row.appId === appId && row.tenantId === tenantId && !row.deletedAt,
  );
  if (existing) return existing;
  return directory.servicePrincipals.insert({
    id: freshId(directory, seededId('service-principal', tenantId, appId)),
    tenantId,
    createdAt: at,
    visibleAt: at,
    appId,
    displayName,
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: false,
    accountEnabled: true,
    appRoles,
    ownerIds: [],
    properties: {},
  });
}

/** Microsoft's own service principals, which every tenant has. */
export function seedFirstParty(directory: Directory, where: { tenantId: string; at: string }): void {
  const graph = { appId: GRAPH_APP_ID, displayName: 'Microsoft Graph', appRoles: GRAPH_APP_ROLES };
  const arm = { appId: ARM_APP_ID, displayName: 'Windows Azure Service Management API', appRoles: [] };
  ensureServicePrincipal(directory, graph, where);
  ensureServicePrincipal(directory, arm, where);
}

// A deleted one keeps its id: its successor needs another.
function freshId(directory: Directory, id: string): string {
  return directory.servicePrincipals.get(id) ? crypto.randomUUID() : id;
}

function portalRoles(): AppRole[] {
  const roles = { Reviewer: 'Decides on publishing requests', ProgramManager: 'Runs the onboarding program' } as const;
  return (Object.keys(roles) as (keyof typeof roles)[]).map((value) => ({
    id: SEED.portal.roleIds[value],
    value,
    displayName: value,
    description: roles[value],
    isEnabled: true,
    allowedMemberTypes: ['User'],
  }));
}
