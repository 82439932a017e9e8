import 'server-only';
import { createRemoteJWKSet, errors, jwtVerify, type JWK, type JWTVerifyGetKey, type JWTVerifyResult } from 'jose';
import { z } from 'zod';
import { AppError } from './errors.ts';
import type { Config } from './config.ts';

/** The tenant of personal Microsoft accounts. */
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';
const TIMEOUT_MS = 10_000;
const CLOCK_TOLERANCE_S = 60;

export const OPERATOR_ROLES = ['Reviewer', 'ProgramManager'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Who makes a request, from a verified token. `token` is for on-behalf-of calls and lives as long as the request needs it. */
export type SignedIn = {
  tenantId: string;
  objectId: string;
  name: string;
  username: string;
  roles: readonly OperatorRole[];
  token: string;
  expiresAt: Date;
};

const Claims = z.object({
  tid: z.guid(),
  oid: z.guid(),
  iss: z.string(),
  exp: z.number(),
  scp: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  roles: z.array(z.string()).optional(),
});

/**
 * Checks an `Authorization` header: signature, audience, expiry, and the issuer of the token's own tenant.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer
 */
export function sessionReader(config: Config) {
  const entra = config.ENTRA_METADATA_URL ?? config.ENTRA_URL;
  const keys = createRemoteJWKSet(new URL(`${entra}/common/discovery/v2.0/keys`), { timeoutDuration: TIMEOUT_MS });
  return async (authorization: string | null): Promise<SignedIn> => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new AppError('sign-in-required', 'Sign in to go on.');
    const { payload, protectedHeader } = await verified(token, keys, config.PORTAL_CLIENT_ID);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw new AppError('sign-in-required', 'This token is not one of a signed-in person.');
    const key = keys.jwks()?.keys.find(({ kid }) => kid === protectedHeader.kid);
    refuseForeignKey(key, claims.data);
    refuseForeign(claims.data, entra);
    return signedIn(claims.data, token, config.OPERATOR_TENANT_ID);
  };
}

/** A key may be meant for one tenant alone: the one of personal accounts must not sign for a company. */
function refuseForeignKey(key: (JWK & { issuer?: unknown }) | undefined, { tid, iss }: z.infer<typeof Claims>): void {
  const { issuer } = key ?? {};
  if (typeof issuer === 'string' && issuer.replace('{tenantid}', tid) !== iss) {
    throw new AppError('sign-in-required', 'This token is signed with the key of another issuer.');
  }
}

function refuseForeign({ tid, iss, scp }: z.infer<typeof Claims>, entra: string): void {
  if (iss !== `${entra}/${tid}/v2.0`) {
    throw new AppError('sign-in-required', 'This token is not from the tenant it names.');
  }
  if (!scp.split(' ').includes('access_as_user')) {
    throw new AppError('sign-in-required', 'This token is not for this portal.');
  }
  if (tid === CONSUMERS) {
    throw new AppError(
      'personal-account',
      'Sign in with the work account of your company’s Entra tenant. A personal account has no tenant to onboard.',
    );
  }
}

function signedIn(claims: z.infer<typeof Claims>, token: string, operatorTenantId: string): SignedIn {
  const { tid, oid, exp, name, preferred_username: username = '', roles = [] } = claims;
  return {
    tenantId: tid,
    objectId: oid,
    name: name ?? (username || 'Unknown'),
    username,
    // A role of the same name in another tenant opens nothing.
    roles: tid === operatorTenantId ? OPERATOR_ROLES.filter((role) => roles.includes(role)) : [],
    token,
    expiresAt: new Date(exp * 1000),
  };
}

async function verified(token: string, keys: JWTVerifyGetKey, audience: string): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keys, {
      audience,
      algorithms: ['RS256'],
      clockTolerance: CLOCK_TOLERANCE_S,
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.', {}, { cause: error });
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
      throw new AppError('sign-in-required', 'This sign-in is not valid here. Sign in again.', {}, { cause: error });
    }
    throw new AppError(
      'upstream-unavailable',
      'Entra ID could not be reached to check your sign-in. Try again in a moment.',
      { upstream: 'Entra ID' },
      { cause: error },
    );
  }
}
