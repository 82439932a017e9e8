import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Application, ServicePrincipal } from '../directory/state.ts';
import type { EntraContext, Realm } from './context.ts';
import { EntraError } from './errors.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
// msal-node rounds `nbf` up to half a second into the future; the live service allows five minutes of skew.
const SKEW_SECONDS = 300;

export type Form = Record<string, string | undefined>;

export function findApplication(
  { directory }: Pick<EntraContext, 'directory'>,
  clientId: string | undefined,
): Application {
  if (!clientId) throw new EntraError(900144, "The request body must contain the following parameter: 'client_id'.");
  const found = directory.applications.first((row) => row.appId === clientId && !row.deletedAt);
  if (found) return found;
  throw new EntraError(
    700016,
    `Application with identifier '${clientId}' was not found in the directory. This can happen if the application has not been ` +
      'installed by the administrator of the tenant or consented to by any user in the tenant.',
  );
}

/** The application's service principal in a tenant; 700016 where it has none. */
export function requirePrincipal(
  { directory }: Pick<EntraContext, 'directory'>,
  { appId }: Pick<Application, 'appId'>,
  tenantId: string,
): ServicePrincipal {
  const found = directory.servicePrincipals.first(
    (row) => row.appId === appId && row.tenantId === tenantId && !row.deletedAt,
  );
  if (found) return found;
  const tenant = directory.tenants.get(tenantId)?.displayName ?? tenantId;
  throw new EntraError(
    700016,
    `Application with identifier '${appId}' was not found in the directory '${tenant}'. This can happen if the application has not ` +
      'been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your ' +
      'authentication request to the wrong tenant.',
  );
}

/** Whether the form carries a credential at all. */
export function hasCredential(form: Form): boolean {
  return Boolean(form.client_secret ?? form.client_assertion);
}

/** Proves the client by secret or signed assertion. https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
export async function authenticateClient(
  context: EntraContext,
  application: Application,
  { form, realm }: { form: Form; realm: Realm },
): Promise<void> {
  if (form.client_secret !== undefined) return checkSecret(application, form.client_secret);
  if (form.client_assertion === undefined) {
    throw new EntraError(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (form.client_assertion_type !== ASSERTION_TYPE) {
    throw new EntraError(900144, "The request body must contain the following parameter: 'client_assertion_type'.");
  }
  await checkAssertion(context, application, { assertion: form.client_assertion, realm });
}

function checkSecret({ appId, secretHashes }: Application, secret: string): void {
  const given = createHash('sha256').update(secret).digest();
  if (secretHashes.some((hash) => timingSafeEqual(Buffer.from(hash, 'hex'), given))) return;
  throw new EntraError(
    7000215,
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client ' +
      `secret ID, for a secret added to app '${appId}'.`,
  );
}

async function checkAssertion(
  context: EntraContext,
  application: Application,
  { assertion, realm }: { assertion: string; realm: Realm },
): Promise<void> {
  const certificate = certificateFor(application, assertion);
  const { entra } = context.core.addresses;
  const tenantIds = [realm.segment, ...(realm.tenant ? [realm.tenant.id] : [])];
  const hosts = [entra, 'https://login.microsoftonline.com'];
  const audience = hosts.flatMap((host) =>
    tenantIds.flatMap((tenant) => [`${host}/${tenant}/oauth2/v2.0/token`, `${host}/${tenant}/v2.0`]),
  );
  try {
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      issuer: application.appId,
      subject: application.appId,
      audience,
      clockTolerance: SKEW_SECONDS,
      currentDate: context.core.clock.now(),
    });
  } catch (error) {
    throw assertionRefused((error as Error).message);
  }
}

function certificateFor({ certificatesPem }: Application, assertion: string): X509Certificate {
  const header = readHeader(assertion);
  const found = certificatesPem
    .map((pem) => new X509Certificate(pem))
    .find(({ raw }) => header['x5t#S256'] === thumbprint(raw, 'sha256') || header.x5t === thumbprint(raw, 'sha1'));
  if (found) return found;
  throw assertionRefused('The key was not found.');
}

function readHeader(assertion: string): { 'x5t#S256'?: unknown; x5t?: unknown } {
  try {
    return decodeProtectedHeader(assertion) as { 'x5t#S256'?: unknown; x5t?: unknown };
  } catch (error) {
    throw assertionRefused(`The assertion is not a token: ${(error as Error).message}.`);
  }
}

function thumbprint(raw: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(raw).digest('base64url');
}

function assertionRefused(reason: string): EntraError {
  return new EntraError(
    700027,
    `The certificate with identifier used to sign the client assertion is not accepted: ${reason}`,
  );
}
