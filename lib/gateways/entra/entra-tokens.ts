import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node';
import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { AppError } from '#lib/platform/errors.ts';

/** How the portal proves who it is to Entra: certificate in production, secret elsewhere. */
export type PortalIdentity = {
  clientId: string;
  /** Like `https://login.microsoftonline.com`. */
  authorityUrl: string;
  authorityMetadata?: string;
} & (
  | { clientSecret: string; certificate?: undefined }
  | { clientSecret?: undefined; certificate: { thumbprintSha256: string; privateKey: string } }
);

const GRAPH = 'https://graph.microsoft.com';
const ARM = 'https://management.azure.com';

/** Tokens for Graph and ARM: on behalf of a signed-in person, or as the portal itself. Nothing is kept beyond the call's cache. */
export function entraTokens(identity: PortalIdentity) {
  const client = (tenantId: string) => new ConfidentialClientApplication({ auth: authOptions(identity, tenantId) });
  return {
    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
    async onBehalfOf(user: { tenantId: string; token: string }, resource: 'graph' | 'arm', scopes: readonly string[]) {
      const wanted = scopes.map((scope) => (resource === 'graph' ? `${GRAPH}/${scope}` : `${ARM}/${scope}`));
      try {
        const result = await client(user.tenantId).acquireTokenOnBehalfOf({ oboAssertion: user.token, scopes: wanted });
        if (result) return result.accessToken;
      } catch (error) {
        throw entraFailure(error, wanted);
      }
      throw new AppError('upstream-malformed', 'Entra ID issued no token.', { upstream: 'Entra ID' });
    },
    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
    async asPortal(tenantId: string, resource: 'arm') {
      const scopes = [`${resource === 'arm' ? ARM : GRAPH}/.default`];
      try {
        const result = await client(tenantId).acquireTokenByClientCredential({ scopes });
        if (result) return result.accessToken;
      } catch (error) {
        throw entraFailure(error, scopes);
      }
      throw new AppError('upstream-malformed', 'Entra ID issued no token.', { upstream: 'Entra ID' });
    },
  };
}
export type EntraTokens = ReturnType<typeof entraTokens>;

function authOptions(identity: PortalIdentity, tenantId: string): NodeAuthOptions {
  return {
    clientId: identity.clientId,
    authority: `${identity.authorityUrl}/${tenantId}`,
    ...(identity.authorityMetadata ? { authorityMetadata: identity.authorityMetadata } : {}),
    ...(identity.certificate ? { clientCertificate: identity.certificate } : { clientSecret: identity.clientSecret }),
    clientCapabilities: ['cp1'],
  };
}

const CONSENT = /AADSTS65001|consent_required/;
const EXPIRED = /AADSTS(50013|500133|700082|50173|70043)/;

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function entraFailure(error: unknown, scopes: readonly string[]): AppError {
  if (!(error instanceof ServerError)) {
    return new AppError(
      'upstream-unavailable',
      'Entra ID could not be reached in time. Try again in a moment.',
      { upstream: 'Entra ID' },
      { cause: error },
    );
  }
  const text = `${error.errorMessage} ${error.subError}`;
  const details = {
    upstream: 'Entra ID',
    upstreamCode: /AADSTS\d+/.exec(text)?.[0],
    upstreamRequestId: error.correlationId,
  };
  if (CONSENT.test(text)) {
    return new AppError(
      'consent-required',
      'This needs a permission that has not been agreed to yet.',
      { ...details, scopes: [...scopes] },
      { cause: error },
    );
  }
  if (error instanceof InteractionRequiredAuthError && error.claims) {
    return new AppError(
      'claims-challenge',
      'Your organisation asks you to confirm who you are.',
      { ...details, claims: error.claims },
      { cause: error },
    );
  }
  if (EXPIRED.test(text))
    return new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.', details, {
      cause: error,
    });
  return new AppError(
    'upstream-rejected',
    `Entra ID issued no token: ${details.upstreamCode ?? error.errorCode}.`,
    details,
    { cause: error },
  );
}
