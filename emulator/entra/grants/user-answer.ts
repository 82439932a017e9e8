import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../../directory/state.ts';
import { isAssigned } from '../app-roles.ts';
import { requireChallengesMet } from '../challenges.ts';
import { findApplication, requirePrincipal } from '../clients.ts';
import { consentRequired, grantedScopes, missingConsent } from '../consent.ts';
import type { EntraContext } from '../context.ts';
import { EntraError } from '../errors.ts';
import { parseScopes, scopeAnswer, singleResource } from '../scopes.ts';
import type { SignIn } from '../state.ts';
import { clientInfo, mintIdToken, mintUserToken } from '../tokens.ts';
import type { TokenAnswer } from './answer.ts';

/** https://learn.microsoft.com/entra/identity-platform/refresh-tokens: a single-page application's ends 24 hours after the sign-in. */
export const REFRESH_SECONDS = 24 * 60 * 60;

export type Extras = { scope?: string; claims?: string; nonce?: string; refreshExpiresAt?: Date };

/** The tokens of a signed-in user, once directory, consent and conditional access allow them. */
export async function userAnswer(context: EntraContext, signIn: SignIn, extras: Extras): Promise<TokenAnswer> {
  const asked = parseScopes(context, extras.scope ?? signIn.scopes.join(' '));
  const { resource } = singleResource(asked);
  const whose = { ...signIn, clientAppId: signIn.clientAppId };
  const application = findApplication(context, signIn.clientAppId);
  requireUsable(context, signIn.userId);
  requireAssigned(context, signIn);
  if (missingConsent(context, whose, asked).length > 0) throw consentRequired(application);
  requireChallengesMet(context, signIn, { resource, claims: extras.claims });
  const granted = grantedScopes(context, whose, resource.appId).filter((scope) => scope !== 'offline_access');
  if (granted.length === 0) throw consentRequired(application);
  const { token, expiresIn } = await mintUserToken(context, signIn, { resource, scopes: granted });
  return {
    token_type: 'Bearer',
    scope: scopeAnswer(resource, granted),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
    ...(asked.oidc.includes('offline_access') && refreshToken(context, signIn, extras.refreshExpiresAt)),
    ...(asked.oidc.includes('openid') && { id_token: await mintIdToken(context, { ...signIn, nonce: extras.nonce }) }),
    client_info: clientInfo(signIn),
  };
}

export function requireUsable({ directory }: EntraContext, userId: string): User {
  const user = directory.users.get(userId);
  if (!user || user.deletedAt) {
    throw new EntraError(
      50034,
      'The user account does not exist in the directory. To sign into this application, the account must be added to the directory.',
    );
  }
  if (!user.accountEnabled) throw new EntraError(50057, 'The user account is disabled.');
  return user;
}

/** https://learn.microsoft.com/entra/identity-platform/howto-restrict-your-app-to-a-set-of-users */
export function requireAssigned(
  context: EntraContext,
  { clientAppId, tenantId, userId }: Pick<SignIn, 'clientAppId' | 'tenantId' | 'userId'>,
): void {
  const application = findApplication(context, clientAppId);
  const principal = requirePrincipal(context, application, tenantId);
  if (!principal.appRoleAssignmentRequired || isAssigned(context, userId, principal.id)) return;
  const { userPrincipalName } = requireUsable(context, userId);
  throw new EntraError(
    50105,
    `Your administrator has configured the application ${application.displayName} ('${clientAppId}') to block users unless they are ` +
      `specifically granted ('assigned') access to the application. The signed-in user '${userPrincipalName}' is blocked because ` +
      'they are not a direct member of a group with access, nor had access directly assigned by an administrator.',
  );
}

export function refreshTokenId(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function refreshToken({ core, state }: EntraContext, signIn: SignIn, until?: Date) {
  const now = core.clock.now();
  const expires = until ?? new Date(now.getTime() + REFRESH_SECONDS * 1_000);
  state.refreshTokens.removeWhere(({ expiresAt }) => new Date(expiresAt) <= now);
  const token = `1.${randomBytes(48).toString('base64url')}`;
  const { tenantId, userId, clientAppId, scopes, authTime, authContexts } = signIn;
  state.refreshTokens.insert({
    id: refreshTokenId(token),
    ...{ tenantId, userId, clientAppId, scopes, authTime, authContexts },
    expiresAt: expires.toISOString(),
  });
  const seconds = Math.floor((expires.getTime() - now.getTime()) / 1_000);
  return { refresh_token: token, refresh_token_expires_in: seconds };
}
