import { createPublicKey } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { TokenRefused, type Caller } from '../core/siblings.ts';
import type { EntraContext } from './context.ts';
import { armResource, graphResource } from './resources.ts';

/** Verifies a bearer token of ours for Graph or ARM and says who calls. */
export async function verifyCaller(
  context: EntraContext,
  authorization: string | undefined,
  audience: 'graph' | 'arm',
): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw new TokenRefused('missing', 'Access token is empty.');
  const claims = await verifyToken(context, token);
  const resource = audience === 'graph' ? graphResource : armResource;
  if (claims.aud !== resource.audience) {
    throw new TokenRefused('audience', `The token is for ${String(claims.aud)}, not for ${resource.audience}.`);
  }
  return {
    tenantId: String(claims.tid),
    objectId: String(claims.oid),
    appId: String(claims.appid),
    kind: claims.idtyp === 'app' ? 'app' : 'user',
    scopes: new Set(typeof claims.scp === 'string' ? claims.scp.split(' ') : []),
    roles: new Set(claims.idtyp === 'app' ? listOf(claims.roles) : []),
    expiresAt: new Date((claims.exp ?? 0) * 1_000),
    authContexts: new Set(listOf(claims.acrs)),
  };
}

/** The claims of a token that we signed and that has not expired. Throws TokenRefused. */
export async function verifyToken(context: EntraContext, token: string): Promise<JWTPayload> {
  const { publicJwk } = await context.signingKey;
  const key = createPublicKey({ key: { kty: 'RSA', ...publicJwk }, format: 'jwk' });
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], currentDate: context.core.clock.now() });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): TokenRefused {
  if (error instanceof errors.JWTExpired)
    return new TokenRefused('expired', 'Lifetime validation failed, the token is expired.');
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed) {
    return new TokenRefused('signature', 'Invalid signature.');
  }
  return new TokenRefused('malformed', 'CompactToken parsing failed.');
}

function listOf(claim: unknown): string[] {
  return Array.isArray(claim) ? claim.map(String) : [];
}

/** The tenant a bearer token claims to be of, unverified. */
export function tenantOfToken(authorization: string | undefined): string | undefined {
  const payload = authorization?.split('.')[1];
  if (!payload) return undefined;
  try {
    const { tid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { tid?: string };
    return tid;
  } catch {
    // Not a token of ours: no tenant to read.
    return undefined;
  }
}
