import { createHash } from 'node:crypto';
import { x509 } from '../core/x509.ts';
import type { Addresses } from '../core/core.ts';

/** What a client of the real Entra needs in addition to find this one. */
export function authorityMetadata({ addresses: { entra } }: { addresses: Addresses }): string {
  const base = `${entra}/{tenantid}`;
  return JSON.stringify({
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
}

export type ClientCertificate = Awaited<ReturnType<typeof makeClientCertificate>>;

/** A certificate as an operator would upload it, and its key as msal-node wants it. */
export async function makeClientCertificate() {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: Uint8Array.of(1, 0, 1),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=portal',
    keys,
    signingAlgorithm: algorithm,
  });
  const privateKey = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const thumbprintSha256 = createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex');
  return { pem: certificate.toString('pem'), msal: { thumbprintSha256, privateKey } };
}

export const REDIRECT_URI = 'http://localhost:3000/auth-redirect';
export const ORIGIN = 'http://localhost:3000';
export const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-0123456789';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** What a browser shows after a visit: a page, or the answer it was sent back with. */
export type Shown = { status: number; text: string; back?: Record<string, string>; location?: string };

/** A browser without eyes: keeps cookies, presses buttons, stops where it leaves Entra. */
export function openBrowser({ addresses: { entra } }: { addresses: Addresses }) {
  let cookie = '';

  async function visit(path: string, form?: Record<string, string>): Promise<Shown> {
    const answer = await fetch(new URL(path, entra), {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0]!;
    const location = answer.headers.get('location') ?? undefined;
    return {
      status: answer.status,
      text: await answer.text(),
      location,
      back: location ? membersOf(location) : undefined,
    };
  }

  return {
    visit,
    authorize: (clientId: string, overrides: Record<string, string> = {}) => {
      const { tenant = 'organizations', ...parameters } = overrides;
      const query = new URLSearchParams({ ...authorizeDefaults(clientId), ...parameters });
      return visit(`/${tenant}/oauth2/v2.0/authorize?${query}`);
    },
    /** Answers the question of a page: the form that posts to it, with these fields. */
    answer: (shown: Shown, question: string, fields: Record<string, string>) => {
      const action = [...shown.text.matchAll(/action="([^"]+)"/g)]
        .map(([, path]) => path!)
        .find((path) => path.endsWith(question));
      if (!action) throw new Error(`The page does not ask for ${question}: ${shown.text}`);
      return visit(action, fields);
    },
  };
}
export type Browser = ReturnType<typeof openBrowser>;

function authorizeDefaults(clientId: string): Record<string, string> {
  return {
    client_id: clientId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: REDIRECT_URI,
    scope: `${clientId}/access_as_user openid profile offline_access`,
    state: 'the-state',
    nonce: 'the-nonce',
    client_info: '1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  };
}

/** Signs someone in, accepting what is asked, and gives the answer that the application gets. */
export async function signIn(
  browser: Browser,
  { clientId, account, ...parameters }: { clientId: string; account: string; [parameter: string]: string },
): Promise<Record<string, string>> {
  let shown = await browser.authorize(clientId, parameters);
  if (shown.text.includes('Pick an account')) shown = await browser.answer(shown, 'account', { account });
  if (shown.text.includes('Permissions requested'))
    shown = await browser.answer(shown, 'consent', { consent: 'accept' });
  if (!shown.back) throw new Error(`Sign-in stopped at a page: ${shown.text}`);
  return shown.back;
}

export type TokenReply = Record<string, unknown> & { access_token: string; status: number };

/** Posts to the token endpoint as a single-page application does. */
export async function postToken(
  { addresses: { entra } }: { addresses: Addresses },
  form: Record<string, string>,
  { tenant = 'organizations', origin = ORIGIN }: { tenant?: string; origin?: string } = {},
): Promise<TokenReply> {
  const answer = await fetch(`${entra}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: origin ? { origin } : {},
    body: new URLSearchParams(form),
  });
  return { ...((await answer.json()) as TokenReply), status: answer.status };
}

/** Redeems a code as the browser that asked for it. */
export function redeem(
  emulator: { addresses: Addresses },
  clientId: string,
  code: string,
  extra: Record<string, string> = {},
) {
  const form = {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  };
  return postToken(emulator, {
    ...form,
    scope: `${clientId}/access_as_user openid profile offline_access`,
    code,
    ...extra,
  });
}

function membersOf(location: string): Record<string, string> {
  const { hash, searchParams } = new URL(location);
  return Object.fromEntries(hash ? new URLSearchParams(hash.slice(1)) : searchParams);
}
