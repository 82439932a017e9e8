import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../core/clock.ts';
import { ScimRefusal } from './errors.ts';
import type { Space } from './state.ts';

/** Whose token it is: the provisioning job's, or a validation run's. */
export type TokenUse = 'job' | 'run';
export type Credential = { use: TokenUse; token: string };
export type IssuedToken = { token: string; expiresAt: string };

const AUDIENCE = 'sample-app-scim';

export async function issueToken(
  space: Space,
  clock: Clock,
  { lifetimeSeconds = space.tokenLifetimeSeconds, use = 'job' }: { lifetimeSeconds?: number; use?: TokenUse } = {},
): Promise<IssuedToken> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const expiresAt = issuedAt + lifetimeSeconds;
  const token = await new SignJWT({ use, space: space.id })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(AUDIENCE)
    .setSubject(space.clientId)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(keyOf(space));
  return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
}

/** Who signs in with this header. Throws the 401 of https://datatracker.ietf.org/doc/html/rfc6750#section-3 */
export async function authenticate(
  space: Space | undefined,
  clock: Clock,
  header: string | undefined,
): Promise<Credential> {
  const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (!token) throw unauthorized('A bearer token is needed.');
  const use = space && (await useOf(space, clock, token));
  if (!use) throw unauthorized('The bearer token is not known here.', 'invalid_token');
  return { use, token };
}

export function unauthorized(detail: string, error?: 'invalid_token'): ScimRefusal {
  const challenge = `Bearer realm="sample-app"${error ? `, error="${error}", error_description="${detail}"` : ''}`;
  return new ScimRefusal(401, detail, { headers: { 'www-authenticate': challenge } });
}

export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

async function useOf(space: Space, clock: Clock, token: string): Promise<TokenUse | undefined> {
  if (sameSecret(token, space.bearerToken)) return 'job';
  if (sameSecret(token, space.runToken)) return 'run';
  try {
    const options = { audience: AUDIENCE, algorithms: ['HS256'], currentDate: clock.now() };
    const { payload } = await jwtVerify(token, keyOf(space), options);
    return payload.use === 'run' ? 'run' : 'job';
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unauthorized('The bearer token has expired.', 'invalid_token');
    // Anything else the library refuses is a token this space never issued.
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function keyOf(space: Space): Uint8Array {
  return new TextEncoder().encode(space.signingKey);
}
