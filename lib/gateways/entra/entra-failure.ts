import { type AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { AppError } from '#lib/platform/errors.ts';
import type { LastAnswer } from './entra-network.ts';

const UPSTREAM = 'Entra ID';
const CONSENT = /AADSTS65001\b|consent_required/;
const EXPIRED = /AADSTS(50013|500133|700082|50173|70043)\b/;

/**
 * What MSAL throws, in our words; `last` tells what its errors leave out.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function entraFailure(error: unknown, scopes: readonly string[], last: LastAnswer): AppError {
  if (last.status === undefined) return unavailable('Entra ID could not be reached in time.', error);
  if (last.status === 429)
    return new AppError('upstream-throttled', 'Entra ID is busy. Try again in a few seconds.', {
      upstream: UPSTREAM,
      upstreamStatus: last.status,
      retryAfterSeconds: last.retryAfterSeconds,
    });
  if (last.status >= 500) return unavailable('Entra ID has a problem right now.', error);
  const isRefusal = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
  if (isRefusal && last.isJson) return entraRefusal(error, scopes);
  return new AppError('upstream-malformed', 'Entra ID answered in a form this portal does not know.', {
    upstream: UPSTREAM,
  });
}

function unavailable(what: string, cause: unknown): AppError {
  return new AppError('upstream-unavailable', `${what} Try again in a moment.`, { upstream: UPSTREAM }, { cause });
}

function entraRefusal(error: AuthError, scopes: readonly string[]): AppError {
  const text = `${error.errorCode} ${error.errorMessage} ${error.subError}`;
  const details = {
    upstream: UPSTREAM,
    upstreamCode: /AADSTS\d+/.exec(text)?.[0],
    upstreamRequestId: error.correlationId,
  };
  const because = { cause: error };
  if (CONSENT.test(text)) {
    const words = 'This needs a permission that has not been agreed to yet.';
    return new AppError('consent-required', words, { ...details, scopes: [...scopes] }, because);
  }
  if (error instanceof InteractionRequiredAuthError && error.claims) {
    const words = 'Your organisation asks you to confirm who you are.';
    return new AppError('claims-challenge', words, { ...details, claims: error.claims }, because);
  }
  if (EXPIRED.test(text))
    return new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.', details, because);
  const words = `Entra ID issued no token: ${details.upstreamCode ?? error.errorCode}.`;
  return new AppError('upstream-rejected', words, details, because);
}
