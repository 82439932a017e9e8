import { DIRECTORY_ROLES, GRAPH_APP_ID, type Application, type User } from '../directory/state.ts';
import { ensureServicePrincipal } from '../seed/portal-application.ts';
import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { graphResource, resourceOf, type Resource } from './resources.ts';
import { needsAdministrator, type AskedScopes } from './scopes.ts';

const { globalAdministrator, applicationAdministrator, cloudApplicationAdministrator, privilegedRoleAdministrator } =
  DIRECTORY_ROLES;

/** Scopes of one resource, by name. */
export type ScopesOf = { resource: Resource; scopes: string[] };
type Whose = { tenantId: string; userId: string; clientAppId: string };

/** What the client may do on a resource for this user: the user's own consent and the organisation's. */
export function grantedScopes({ directory }: EntraContext, whose: Whose, resourceAppId: string): string[] {
  const grants = directory.permissionGrants.find(
    (row) =>
      row.tenantId === whose.tenantId &&
      row.clientAppId === whose.clientAppId &&
      row.resourceAppId === resourceAppId &&
      (!row.principalId || row.principalId === whose.userId),
  );
  return [...new Set(grants.flatMap(({ scopes }) => scopes))];
}

/** The part of a request that nobody has consented to yet. OpenID scopes belong to Microsoft Graph. */
export function missingConsent(context: EntraContext, whose: Whose, asked: AskedScopes): ScopesOf[] {
  return wantedScopes(context, whose, asked).flatMap(({ resource, scopes }) => {
    const granted = grantedScopes(context, whose, resource.appId);
    const missing = scopes.filter((scope) => !granted.includes(scope));
    return missing.length > 0 ? [{ resource, scopes: missing }] : [];
  });
}

function wantedScopes(context: EntraContext, whose: Whose, { oidc, resources }: AskedScopes): ScopesOf[] {
  const wanted = resources.map(({ resource, scopes, isDefault }) => {
    // `.default` means what was granted before, and only without any grant the permissions of the registration.
    const isFirst = isDefault && grantedScopes(context, whose, resource.appId).length === 0;
    return { resource, scopes: isFirst ? [...scopes, ...configuredScopes(context, whose, resource)] : scopes };
  });
  const graph = wanted.find(({ resource }) => resource === graphResource);
  if (graph) graph.scopes = [...oidc, ...graph.scopes];
  else if (oidc.length > 0) wanted.unshift({ resource: graphResource, scopes: oidc });
  return wanted;
}

/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export function mayConsentForAll(context: EntraContext, user: User): boolean {
  return holdsOneOf(context, user, [globalAdministrator, applicationAdministrator, cloudApplicationAdministrator]);
}

export function mayConsent(context: EntraContext, user: User, missing: ScopesOf[]): boolean {
  return mayConsentForAll(context, user) || !missing.some(({ scopes }) => scopes.some(needsAdministrator));
}

export function mayGrantGraphRoles(context: EntraContext, user: User): boolean {
  return holdsOneOf(context, user, [globalAdministrator, privilegedRoleAdministrator]);
}

function holdsOneOf({ directory }: EntraContext, { id }: User, roles: string[]): boolean {
  return Boolean(
    directory.roleAssignments.first(
      (row) => row.principalId === id && !row.eligibleOnly && roles.includes(row.roleTemplateId),
    ),
  );
}

/** Writes consent down, for one user or (without `userId`) for everybody, and installs the application in the tenant. */
export function recordConsent(
  context: EntraContext,
  { tenantId, userId, application }: { tenantId: string; userId?: string; application: Application },
  consented: ScopesOf[],
): void {
  const { permissionGrants } = context.directory;
  install(context, application, tenantId);
  for (const { resource, scopes } of consented) {
    const existing = permissionGrants.first(
      (row) =>
        row.tenantId === tenantId &&
        row.clientAppId === application.appId &&
        row.resourceAppId === resource.appId &&
        row.principalId === userId,
    );
    if (existing) {
      permissionGrants.update(existing.id, { scopes: [...new Set([...existing.scopes, ...scopes])] });
      continue;
    }
    const [id, clientAppId, resourceAppId] = [crypto.randomUUID(), application.appId, resource.appId];
    permissionGrants.insert({ id, tenantId, clientAppId, resourceAppId, principalId: userId, scopes: [...scopes] });
  }
}

/** The application's service principal in the tenant, made by the first sign-in or consent there. */
export function install({ core, directory }: EntraContext, application: Application, tenantId: string) {
  return ensureServicePrincipal(directory, application, { tenantId, at: core.clock.now().toISOString() });
}

export function consentRequired({ appId, displayName }: Application, error?: string): EntraError {
  return new EntraError(
    65001,
    `The user or administrator has not consented to use the application with ID '${appId}' named '${displayName}'. Send an ` +
      'interactive authorization request for this user and resource.',
    { error },
  );
}

type Configured = { resourceAppId: string; resourceAccess: { id: string; type: 'Scope' | 'Role' }[] };

/** Scopes that the registration lists for a resource. https://learn.microsoft.com/entra/identity-platform/reference-app-manifest#requiredresourceaccess-attribute */
function configuredScopes(context: EntraContext, { clientAppId }: Pick<Whose, 'clientAppId'>, resource: Resource) {
  const ids = configuredIds(context, clientAppId, { resourceAppId: resource.appId, type: 'Scope' });
  return resource.scopes.filter(({ scopeId }) => ids.includes(scopeId)).map(({ value }) => value);
}

/** Ids of the Graph application permissions that the registration lists. */
export function configuredGraphRoles(context: EntraContext, clientAppId: string): string[] {
  return configuredIds(context, clientAppId, { resourceAppId: GRAPH_APP_ID, type: 'Role' });
}

/** Everything the registration lists, as scopes by resource. */
export function allConfiguredScopes(context: EntraContext, clientAppId: string): ScopesOf[] {
  return configuredOf(context, clientAppId).flatMap(({ resourceAppId }) => {
    const resource = resourceOf(context, resourceAppId);
    return resource ? [{ resource, scopes: configuredScopes(context, { clientAppId }, resource) }] : [];
  });
}

function configuredIds(context: EntraContext, clientAppId: string, wanted: { resourceAppId: string; type: string }) {
  const entry = configuredOf(context, clientAppId).find(({ resourceAppId }) => resourceAppId === wanted.resourceAppId);
  return (entry?.resourceAccess ?? []).filter(({ type }) => type === wanted.type).map(({ id }) => id);
}

function configuredOf({ directory }: EntraContext, clientAppId: string): Configured[] {
  const application = directory.applications.first((row) => row.appId === clientAppId);
  return (application?.properties.requiredResourceAccess as Configured[] | undefined) ?? [];
}
