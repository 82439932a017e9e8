import type { MiddlewareHandler } from 'hono';
import { TokenRefused } from '../core/siblings.ts';
import type { Arm, ArmEnv } from './context.ts';
import { ArmError } from './errors.ts';

const CODES: Record<TokenRefused['code'], string> = {
  missing: 'AuthenticationFailed',
  malformed: 'InvalidAuthenticationToken',
  expired: 'ExpiredAuthenticationToken',
  audience: 'InvalidAuthenticationTokenAudience',
  signature: 'InvalidAuthenticationToken',
};

/** https://learn.microsoft.com/rest/api/azure/#send-a-request */
export function authenticate({ entra }: Pick<Arm, 'entra'>): MiddlewareHandler<ArmEnv> {
  return async (c, next) => {
    const caller = await entra.verifyCaller(c.req.header('authorization'), 'arm').catch((error: unknown) => {
      throw error instanceof TokenRefused ? unauthenticated(CODES[error.code], error.message) : error;
    });
    if (caller.kind === 'user' && !caller.scopes.has('user_impersonation')) {
      throw unauthenticated('InvalidAuthenticationToken', 'The access token lacks the scope user_impersonation.');
    }
    const challenge = entra.claimsChallengeFor(caller, 'arm');
    if (challenge) throw claimsRequired(challenge);
    c.set('caller', caller);
    await next();
  };
}

/** https://learn.microsoft.com/entra/identity-platform/claims-challenge */
function claimsRequired(challenge: string): ArmError {
  return new ArmError(
    { status: 401, code: 'InvalidAuthenticationToken', headers: { 'www-authenticate': challenge } },
    'The access token does not meet the claims that are required. Sign in again with the claims of the WWW-Authenticate header.',
  );
}

function unauthenticated(code: string, message: string): ArmError {
  const description = message.replaceAll('"', "'");
  const challenge = `Bearer authorization_uri="https://login.windows.net/organizations", error="invalid_token", error_description="${description}"`;
  const shown =
    code === 'AuthenticationFailed' ? "Authentication failed. The 'Authorization' header is missing." : message;
  return new ArmError({ status: 401, code, headers: { 'www-authenticate': challenge } }, shown);
}
