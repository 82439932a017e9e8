import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { ConnectionFailure, INVALID_CREDENTIALS } from './failures.ts';
import type { WireForm } from './patch-operations.ts';
import { createScimClient, type ScimClient } from './scim-client.ts';
import type { SecretPair } from './state.ts';

const TOKEN_TIMEOUT_MS = 30_000;
const RENEW_BEFORE_MS = 30_000;

export type Connection = { client: ScimClient; isCompliant: boolean };
type Secrets = ReadonlyMap<string, string>;
type Token = { value: string; expiresAt: number };

/** Tokens of client-credential jobs, fetched once for all who ask and kept until shortly before they expire. */
export type TokenCache = Map<string, Promise<Token>>;

export type Network = { dispatcher: Dispatcher; tokens: TokenCache; signal: AbortSignal };

const TokenBody = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(3600) });

/** Opens the target that a job's secrets name. Throws ConnectionFailure when they name none. */
export function connect(pairs: SecretPair[], network: Network): Connection {
  const secrets = new Map(pairs.map(({ key, value }) => [key, value]));
  const { baseUrl, flags } = addressOf(secrets.get('BaseAddress'));
  const client = createScimClient({
    ...network,
    baseUrl,
    isRenewable: isClientCredentials(secrets),
    authorize: (refused) => authorization(secrets, network, refused),
  });
  return { client, isCompliant: flags.has('aadoptscim062020') };
}

export function wireForm(connection: Connection, { disableAsString }: { disableAsString: boolean }): WireForm {
  return { isCompliant: connection.isCompliant, isDisableText: disableAsString };
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility */
function addressOf(baseAddress: string | undefined): { baseUrl: string; flags: Set<string> } {
  if (!baseAddress || !URL.canParse(baseAddress)) {
    throw new ConnectionFailure(INVALID_CREDENTIALS, 'BaseAddress is missing or is not an absolute address.');
  }
  const url = new URL(baseAddress);
  if (!/^https?:$/.test(url.protocol)) {
    throw new ConnectionFailure(INVALID_CREDENTIALS, `BaseAddress must be an http address, not ${url.protocol}`);
  }
  const flags = new Set([...url.searchParams.keys()].map((key) => key.toLowerCase()));
  return { baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, flags };
}

function isClientCredentials(secrets: Secrets): boolean {
  return secrets.get('AuthenticationType') === 'OAuth2ClientCredentialsGrant';
}

async function authorization(secrets: Secrets, network: Network, refused?: string): Promise<string> {
  if (isClientCredentials(secrets)) {
    return `Bearer ${await clientCredentialsToken(secrets, network, refused)}`;
  }
  // Without AuthenticationType no token is fetched; a token that was saved is used as it is.
  const token = secrets.get('SecretToken') || secrets.get('Oauth2AccessToken');
  if (token) return `Bearer ${token}`;
  throw new ConnectionFailure(
    INVALID_CREDENTIALS,
    'There is no SecretToken and no client credentials. The emulator does not send the token that Entra issues for a blank SecretToken.',
  );
}

async function clientCredentialsToken(secrets: Secrets, network: Network, refused?: string): Promise<string> {
  const [clientId, secret, uri] = ['Oauth2ClientId', 'Oauth2ClientSecret', 'Oauth2TokenExchangeUri'].map((key) =>
    secrets.get(key),
  );
  if (!clientId || !secret || !uri || !URL.canParse(uri)) {
    throw new ConnectionFailure(
      INVALID_CREDENTIALS,
      'Oauth2ClientId, Oauth2ClientSecret and Oauth2TokenExchangeUri are needed.',
    );
  }
  const key = JSON.stringify([clientId, secret, uri]);
  const pending = network.tokens.get(key);
  if (pending) {
    const cached = await pending;
    const isGood = `Bearer ${cached.value}` !== refused && cached.expiresAt - RENEW_BEFORE_MS > Date.now();
    if (isGood) return cached.value;
    // Another request may have renewed it meanwhile.
    if (network.tokens.get(key) !== pending) return clientCredentialsToken(secrets, network, refused);
  }
  const fetching = fetchToken({ clientId, secret, uri }, network);
  network.tokens.set(key, fetching);
  fetching.catch(() => network.tokens.delete(key));
  return (await fetching).value;
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups#oauth-client-credentials-grant-flow */
async function fetchToken(client: Record<'clientId' | 'secret' | 'uri', string>, network: Network): Promise<Token> {
  const answer = await tokenAnswer(client, network);
  const body = answer.status === 200 ? TokenBody.safeParse(answer.body) : undefined;
  if (body?.success) return { value: body.data.access_token, expiresAt: Date.now() + body.data.expires_in * 1000 };
  throw new ConnectionFailure(
    INVALID_CREDENTIALS,
    `The token endpoint ${client.uri} answered ${answer.status}. Supported CredentialLocationInRequest is required.`,
  );
}

async function tokenAnswer({ clientId, secret, uri }: Record<'clientId' | 'secret' | 'uri', string>, network: Network) {
  // https://datatracker.ietf.org/doc/html/rfc6749#section-2.3.1: both parts are form-encoded before they are joined.
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64');
  try {
    const response = await request(uri, {
      method: 'POST',
      dispatcher: network.dispatcher,
      signal: AbortSignal.any([network.signal, AbortSignal.timeout(TOKEN_TIMEOUT_MS)]),
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: jsonOf(text) };
  } catch (error) {
    network.signal.throwIfAborted();
    throw new ConnectionFailure(
      INVALID_CREDENTIALS,
      `The token endpoint ${uri} could not be reached: ${(error as Error).message}`,
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses it and the status is reported.
    return undefined;
  }
}
