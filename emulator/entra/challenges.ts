import type { Caller } from '../core/siblings.ts';
import type { EntraContext } from './context.ts';
import { EntraError } from './errors.ts';
import type { Resource } from './resources.ts';
import type { ClaimsChallenge, SignIn } from './state.ts';

type Asked = {
  tenantId: string;
  userId: string;
  resource: ClaimsChallenge['resource'];
  authContexts: readonly string[];
};

/** The demand that a sign-in does not meet yet. */
export function unmetChallenge(
  { state }: Pick<EntraContext, 'state'>,
  at: ClaimsChallenge['at'],
  { tenantId, userId, resource, authContexts }: Asked,
): ClaimsChallenge | undefined {
  return state.challenges.first(
    (row) =>
      row.at === at &&
      row.tenantId === tenantId &&
      row.resource === resource &&
      (!row.userId || row.userId === userId) &&
      !authContexts.includes(row.id),
  );
}

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge */
export function claimsOf({ id }: Pick<ClaimsChallenge, 'id'>): string {
  return JSON.stringify({ access_token: { acrs: { essential: true, value: id } } });
}

/**
 * Refuses a token while conditional access, or the request's own `claims`, ask for a stronger sign-in.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow#error-response-example
 */
export function requireChallengesMet(
  context: Pick<EntraContext, 'state'>,
  signIn: Pick<SignIn, 'tenantId' | 'userId' | 'authContexts'>,
  { resource: { kind, appId }, claims }: { resource: Pick<Resource, 'kind' | 'appId'>; claims?: string },
): void {
  const planted = unmetChallenge(context, 'token', { ...signIn, resource: kind === 'application' ? 'portal' : kind });
  const demanded = authContextsIn(claims).find((one) => !signIn.authContexts.includes(one));
  const unmet = planted?.id ?? demanded;
  if (!unmet) return;
  throw new EntraError(
    50076,
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use ' +
      `multi-factor authentication to access '${appId}'.`,
    { claims: claimsOf({ id: unmet }) },
  );
}

/** The demands named in a `claims` request parameter. */
export function authContextsIn(claims: string | undefined): string[] {
  if (!claims) return [];
  const parsed = parseClaims(claims);
  const { value, values } = parsed.access_token?.acrs ?? {};
  return [value, ...(values ?? [])].filter((one): one is string => typeof one === 'string');
}

type ClaimsRequest = { access_token?: { acrs?: { value?: unknown; values?: unknown[] } } };

function parseClaims(claims: string): ClaimsRequest {
  try {
    return JSON.parse(claims) as ClaimsRequest;
  } catch (error) {
    throw new EntraError(9002313, `Invalid request. The claims parameter is not JSON: ${(error as Error).message}`);
  }
}

/** The header a resource refuses with when it wants a stronger sign-in. https://learn.microsoft.com/entra/identity-platform/claims-challenge#claims-challenge-header-format */
export function challengeHeader(context: EntraContext, caller: Caller, resource: 'graph' | 'arm'): string | undefined {
  if (caller.kind === 'app') return undefined;
  const unmet = unmetChallenge(context, 'resource', {
    tenantId: caller.tenantId,
    userId: caller.objectId,
    resource,
    authContexts: [...(caller.authContexts ?? [])],
  });
  if (!unmet) return undefined;
  const claims = Buffer.from(claimsOf(unmet)).toString('base64');
  const authority = `${context.core.addresses.entra}/common/oauth2/authorize`;
  return `Bearer realm="", authorization_uri="${authority}", error="insufficient_claims", claims="${claims}"`;
}
