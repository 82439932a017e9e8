import 'server-only';
import { AppError } from '#lib/platform/errors.ts';
import { graphScopes } from '#lib/platform/clouds.ts';
import { authorityMetadata } from '#lib/platform/config.ts';
import type { BrowserSettings, Health, Me } from '#lib/session/contract.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { foundation } from './foundation.ts';

const PUBLIC_CLOUD = 'login.microsoftonline.com';

/** What the browser needs to sign people in. */
export function browserSettings(): BrowserSettings {
  const { config } = foundation();
  const { host } = new URL(config.ENTRA_METADATA_URL ?? config.ENTRA_URL);
  return {
    clientId: config.PORTAL_CLIENT_ID,
    authority: `${config.ENTRA_URL}/organizations`,
    authorityMetadata: authorityMetadata(config),
    operatorTenantId: config.OPERATOR_TENANT_ID,
    signInScopes: graphScopes(config.GRAPH_URL, ['User.Read']),
    cloudName: host === PUBLIC_CLOUD ? undefined : host,
  };
}

/** Who is signed in, as the server sees it; remembered, so that others can give them work and write to them. */
export async function me({ tenantId, objectId, name, username, roles }: SignedIn): Promise<Me> {
  const { people, logger } = foundation();
  try {
    await people.remember({ tenantId, objectId, name, mail: username, roles });
  } catch (err) {
    // Who somebody is, is known without the database: the next visit remembers them.
    logger.warn({ err }, 'person.not-remembered');
  }
  return { tenantId, objectId, name, username, roles: [...roles] };
}

/** Whether the portal can do its work: the database answers. */
export async function health(): Promise<Health> {
  try {
    await foundation().database.$queryRaw`SELECT 1`;
    return { status: 'ok' };
  } catch (error) {
    throw new AppError(
      'upstream-unavailable',
      'The database does not answer.',
      { upstream: 'database' },
      { cause: error },
    );
  }
}
