import { createHash, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { User } from '../directory/state.ts';
import { appRolesOf } from './app-roles.ts';
import type { EntraContext } from './context.ts';
import type { Resource } from './resources.ts';
import type { SignIn } from './state.ts';

export type Minted = { token: string; expiresAt: Date; expiresIn: number };

/** The one issuer of a tenant's v2.0 tokens, whatever address the request came in by. */
export function issuerOf({ core }: Pick<EntraContext, 'core'>, tenantId: string): string {
  return `${core.addresses.entra}/${tenantId}/v2.0`;
}

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export async function mintUserToken(
  context: EntraContext,
  signIn: Omit<SignIn, 'scopes'>,
  { resource, scopes }: { resource: Resource; scopes: string[] },
): Promise<Minted> {
  const user = context.directory.users.get(signIn.userId)!;
  const { tenantId, clientAppId } = signIn;
  const roles = appRolesOf(context, { tenantId, principalId: user.id, resourceAppId: resource.appId });
  return sign(context, context.core.knobs.accessTokenSeconds, {
    ...envelope(context, tenantId, clientAppId, resource),
    ...personClaims(context, user, resource),
    sub: pairwise(user.id, resource.appId),
    idtyp: 'user',
    scp: scopes.join(' '),
    auth_time: seconds(new Date(signIn.authTime)),
    ...(roles.length > 0 && { roles }),
    ...(signIn.authContexts.length > 0 && { acrs: signIn.authContexts }),
  });
}

/** A token of an application or a managed identity. Its roles are those granted at this moment. */
export function mintAppToken(
  context: EntraContext,
  principal: { tenantId: string; servicePrincipalId: string; appId: string },
  { resource, lifetimeSeconds }: { resource: Resource; lifetimeSeconds: number },
): Promise<Minted> {
  const { tenantId, servicePrincipalId, appId } = principal;
  const roles = appRolesOf(context, { tenantId, principalId: servicePrincipalId, resourceAppId: resource.appId });
  return sign(context, lifetimeSeconds, {
    ...envelope(context, tenantId, appId, resource),
    oid: servicePrincipalId,
    sub: servicePrincipalId,
    idtyp: 'app',
    ...(roles.length > 0 && { roles }),
  });
}

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export async function mintIdToken(
  context: EntraContext,
  signIn: Omit<SignIn, 'scopes'> & { nonce?: string },
): Promise<string> {
  const { tenantId, clientAppId, userId, nonce } = signIn;
  const user = context.directory.users.get(userId)!;
  const roles = appRolesOf(context, { tenantId, principalId: userId, resourceAppId: clientAppId });
  const { token } = await sign(context, context.core.knobs.accessTokenSeconds, {
    aud: clientAppId,
    iss: issuerOf(context, tenantId),
    tid: tenantId,
    oid: userId,
    sub: pairwise(userId, clientAppId),
    name: user.displayName,
    preferred_username: user.userPrincipalName,
    ...(typeof user.properties.mail === 'string' && { email: user.properties.mail }),
    ...(nonce && { nonce }),
    ...(roles.length > 0 && { roles }),
    ver: '2.0',
    uti: uniqueTokenId(),
  });
  return token;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow: how MSAL learns the account's two ids. */
export function clientInfo({ userId, tenantId }: Pick<SignIn, 'userId' | 'tenantId'>): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString('base64url');
}

// Microsoft's own APIs ask for v1.0 tokens, the portal's API for v2.0: the claims that name issuer and client differ.
function envelope(context: EntraContext, tenantId: string, clientAppId: string, resource: Resource) {
  const common = { aud: resource.audience, tid: tenantId, uti: uniqueTokenId() };
  if (resource.kind === 'application') {
    return { ...common, iss: issuerOf(context, tenantId), ver: '2.0', azp: clientAppId, azpacr: '1' };
  }
  return { ...common, iss: `https://sts.windows.net/${tenantId}/`, ver: '1.0', appid: clientAppId, appidacr: '1' };
}

function personClaims({ directory }: EntraContext, user: User, resource: Resource) {
  const names =
    resource.kind === 'application'
      ? { preferred_username: user.userPrincipalName }
      : { upn: user.userPrincipalName, unique_name: user.userPrincipalName };
  const wantsRoles = resource.kind !== 'application' || emitsDirectoryRoles(directory, resource.appId);
  const held = directory.roleAssignments.find((row) => row.principalId === user.id && !row.eligibleOnly);
  const wids = held.map(({ roleTemplateId }) => roleTemplateId);
  return { oid: user.id, name: user.displayName, ...names, ...(wantsRoles && wids.length > 0 && { wids }) };
}

// https://learn.microsoft.com/entra/identity-platform/reference-app-manifest#groupmembershipclaims-attribute
function emitsDirectoryRoles({ applications }: EntraContext['directory'], appId: string): boolean {
  const claims = applications.first((row) => row.appId === appId)?.properties.groupMembershipClaims;
  return claims === 'DirectoryRole' || claims === 'All';
}

async function sign(context: EntraContext, lifetimeSeconds: number, claims: Record<string, unknown>): Promise<Minted> {
  const { kid, privateKey } = await context.signingKey;
  const issuedAt = seconds(context.core.clock.now());
  const expires = issuedAt + lifetimeSeconds;
  const token = await new SignJWT({ ...claims, iat: issuedAt, nbf: issuedAt, exp: expires })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, x5t: kid })
    .sign(privateKey);
  return { token, expiresAt: new Date(expires * 1_000), expiresIn: lifetimeSeconds };
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}

function pairwise(userId: string, appId: string): string {
  return createHash('sha256').update(`${userId}|${appId}`).digest('base64url');
}

function uniqueTokenId(): string {
  return randomBytes(16).toString('base64url');
}
