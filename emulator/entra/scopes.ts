import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import { graphResource, resourceOf, type Resource } from './resources.ts';

/** Scopes that every application may have of every user without an administrator. */
const USER_MAY_CONSENT = new Set([
  'openid',
  'profile',
  'offline_access',
  'email',
  'User.Read',
  'User.ReadBasic.All',
  'access_as_user',
  'user_impersonation',
]);
export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const NAMED_SCOPE = /^(?<resource>.+?)\/+(?<scope>[^/]+)$/;

/** A request's `scope`, taken apart. `isDefault` asks for everything that was consented to. */
export type AskedScopes = { oidc: string[]; resources: AskedResource[] };
export type AskedResource = { resource: Resource; scopes: string[]; isDefault: boolean };

/** https://learn.microsoft.com/entra/identity-platform/scopes-oidc */
export function parseScopes(context: Pick<EntraContext, 'directory'>, scope: string | undefined): AskedScopes {
  const words = (scope ?? '').split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    throw new EntraError(900144, "The request body must contain the following parameter: 'scope'.");
  }
  const asked = new Map<string, AskedResource>();
  for (const word of words.filter((one) => !OIDC_SCOPES.includes(one))) {
    const { resource, name } = locate(context, word);
    const entry = asked.get(resource.appId) ?? { resource, scopes: [], isDefault: false };
    if (name === '.default') entry.isDefault = true;
    else entry.scopes.push(exactName(resource, name));
    asked.set(resource.appId, entry);
  }
  return { oidc: OIDC_SCOPES.filter((one) => words.includes(one)), resources: [...asked.values()] };
}

/** One token is for one resource; only OpenID scopes mean Microsoft Graph. */
export function singleResource(asked: AskedScopes): AskedResource {
  const [first, second] = asked.resources;
  if (second) {
    throw new EntraError(
      28000,
      'Provided value for the input parameter scope is not valid because it contains more than one resource. ' +
        `Scope ${asked.resources.map(({ resource }) => resource.scopePrefix).join(' ')} is not valid.`,
    );
  }
  return first ?? { resource: graphResource, scopes: [], isDefault: false };
}

export function needsAdministrator(scope: string): boolean {
  return !USER_MAY_CONSENT.has(scope);
}

/** The `scope` member of a token response. */
export function scopeAnswer(resource: Resource, scopes: string[]): string {
  return scopes.map((scope) => (OIDC_SCOPES.includes(scope) ? scope : `${resource.scopePrefix}${scope}`)).join(' ');
}

function locate(context: Pick<EntraContext, 'directory'>, word: string): { resource: Resource; name: string } {
  const parts = NAMED_SCOPE.exec(word)?.groups;
  // A bare word is a scope of Microsoft Graph.
  if (!parts) return { resource: graphResource, name: word };
  const resource = resourceOf(context, parts.resource!);
  if (!resource) {
    throw new EntraError(
      500011,
      `The resource principal named ${parts.resource} was not found in the tenant. This can happen if the application has not ` +
        'been installed by the administrator of the tenant or consented to by any user in the tenant.',
    );
  }
  return { resource, name: parts.scope! };
}

function exactName(resource: Resource, name: string): string {
  const known = resource.scopes.find(({ value }) => value.toLowerCase() === name.toLowerCase());
  if (known) return known.value;
  throw new EntraError(
    650053,
    `The application asked for scope '${name}' that doesn't exist on the resource '${resource.appId}'. Contact the app vendor.`,
  );
}
