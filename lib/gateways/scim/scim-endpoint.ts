import { decodeJwt } from 'jose';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { ScimEndpoint } from '#lib/onboarding/ports.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { tokenRequest } from '#lib/wire/oauth/client-credentials.ts';
import { baseOf } from '#lib/wire/scim/base-address.ts';
import type { GuardedHttp } from './guarded-http.ts';

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });

/** The ISV's own endpoint and token endpoint, through the guarded client. */
export function guardedScimEndpoint(http: GuardedHttp): ScimEndpoint {
  return {
    async get(scimEndpoint, token, pathAndQuery) {
      const answer = await http({
        url: `${baseOf(scimEndpoint)}${pathAndQuery}`,
        headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json' },
      });
      return { ...answer, body: jsonOf(answer.text) };
    },
    async bearerToken(credential) {
      if (credential.kind === 'bearer') return { token: credential.token, expiresAt: expiryOf(credential.token) };
      return mint(http, credential);
    },
  };
}

/** By HTTP Basic, as Entra sends them. */
async function mint(http: GuardedHttp, credential: Extract<Credential, { kind: 'client-credentials' }>) {
  const answer = await http(tokenRequest(credential, 'basic'));
  const parsed = TokenAnswer.safeParse(jsonOf(answer.text));
  if (answer.status >= 300 || !parsed.success) {
    throw new AppError('token-refused', `Your token endpoint did not issue a token (HTTP ${answer.status}).`, {
      upstream: new URL(credential.tokenUrl).host,
      upstreamStatus: answer.status,
      field: 'credential',
    });
  }
  const { access_token: token, expires_in: seconds } = parsed.data;
  return { token, expiresAt: seconds ? new Date(Date.now() + seconds * 1000) : expiryOf(token) };
}

/** When a JWT expires; undefined for other tokens. The signature is not ours to check. */
function expiryOf(token: string): Date | undefined {
  try {
    const { exp } = decodeJwt(token);
    return exp ? new Date(exp * 1000) : undefined;
  } catch {
    // Most bearer tokens are opaque: then nobody but the endpoint knows.
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer that is no JSON is shown as text; the caller judges it.
    return undefined;
  }
}
