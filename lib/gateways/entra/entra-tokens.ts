import { ConfidentialClientApplication, type AuthenticationResult, type NodeAuthOptions } from '@azure/msal-node';
import { resourceAt } from '#lib/platform/clouds.ts';
import { entraFailure } from './entra-failure.ts';
import { entraNetwork } from './entra-network.ts';

const TIMEOUT_MS = 30_000;

/** How the portal proves who it is to Entra: certificate in production, secret elsewhere. */
export type PortalIdentity = {
  clientId: string;
  /** Like `https://login.microsoftonline.com`. */
  authorityUrl: string;
  authorityMetadata?: string;
  /** Where Graph and ARM are: tokens are asked for their cloud. */
  graphUrl: string;
  armUrl: string;
  timeoutMs?: number;
} & (
  | { clientSecret: string; certificate?: undefined }
  | { clientSecret?: undefined; certificate: { thumbprintSha256: string; privateKey: string } }
);

/** Tokens for Graph and ARM: on behalf of a signed-in person, or as the portal itself. Nothing is kept beyond the call's cache. */
export function entraTokens(identity: PortalIdentity) {
  const resources = { graph: resourceAt('graph', identity.graphUrl), arm: resourceAt('arm', identity.armUrl) };
  type Ask = (client: ConfidentialClientApplication) => Promise<AuthenticationResult | null>;
  // A client of its own for each call: MSAL's cache could otherwise hand one person's token to another.
  async function acquire(tenantId: string, scopes: readonly string[], ask: Ask): Promise<AuthenticationResult> {
    const { networkClient, last } = entraNetwork(identity.timeoutMs ?? TIMEOUT_MS);
    const auth = authOptions(identity, tenantId);
    const client = new ConfidentialClientApplication({ auth, system: { networkClient } });
    try {
      const result = await ask(client);
      if (result?.accessToken) return result;
    } catch (error) {
      // A bad key, say, is our own mistake and not Entra's answer.
      throw last.isAsked ? entraFailure(error, scopes, last) : error;
    }
    // MSAL takes an answer without an error for a success, whatever its status.
    throw entraFailure(undefined, scopes, last);
  }
  type User = { tenantId: string; token: string };
  function forUser({ tenantId, token }: User, resource: 'graph' | 'arm', names: readonly string[]) {
    const scopes = names.map((name) => `${resources[resource]}/${name}`);
    return acquire(tenantId, scopes, (client) => client.acquireTokenOnBehalfOf({ oboAssertion: token, scopes }));
  }
  return {
    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow */
    async onBehalfOf(user: User, resource: 'graph' | 'arm', scopes: readonly string[]): Promise<string> {
      return (await forUser(user, resource, scopes)).accessToken;
    },
    /** What `.default` answers with: all that was agreed to before. https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope */
    async grantedTo(user: User, resource: 'graph' | 'arm'): Promise<string[]> {
      const { scopes } = await forUser(user, resource, ['.default']);
      return scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
    },
    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
    async asPortal(tenantId: string, resource: 'arm'): Promise<string> {
      const scopes = [`${resources[resource]}/.default`];
      return (await acquire(tenantId, scopes, (client) => client.acquireTokenByClientCredential({ scopes })))
        .accessToken;
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
