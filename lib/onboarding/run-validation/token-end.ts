import type { ScimEndpoint } from '../ports.ts';
import type { Credential } from '../record/contract.ts';

export type RunToken = { token: string; endsAt?: Date };

/** The bearer token of a run and when it ends, where that can be known: from the token endpoint, or from the token itself. */
export async function runToken(scim: Pick<ScimEndpoint, 'bearerToken'>, credential: Credential): Promise<RunToken> {
  const { token, expiresAt } = await scim.bearerToken(credential);
  return { token, endsAt: expiresAt ?? endOfJwt(token) };
}

/** https://tc39.es/ecma262/#sec-time-values-and-time-range */
const LAST_SECOND = 8.64e12;

/** The `exp` of a JWT (https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4); undefined for any other token. */
export function endOfJwt(token: string): Date | undefined {
  const [, payload, signature] = token.split('.');
  if (!payload || signature === undefined) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' && Math.abs(exp) <= LAST_SECOND ? new Date(exp * 1000) : undefined;
  } catch {
    // Dots alone make no JWT: this token does not say when it ends.
    return undefined;
  }
}
