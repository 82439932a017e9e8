import type { ProbeAnswer, ProbeCredential } from '../ports.ts';
import { member, parsedBody } from './answer.ts';
import type { CallOptions } from './calls.ts';

export type Grant = {
  token?: string;
  tokenType?: string;
  expiresInSeconds?: number;
  answer: ProbeAnswer & { exchange: string };
};
export type ClientCredentials = Extract<ProbeCredential, { kind: 'client-credentials' }>;
/** How the client says who it is: HTTP Basic, or its id and secret in the body. */
export type ClientAuthentication = 'basic' | 'body';
export type TokenOptions = Pick<CallOptions, 'timeoutMs' | 'keepThrottled'>;
type Send = (request: {
  url: string;
  method: 'POST';
  headers: Record<string, string>;
  body: string;
}) => Promise<ProbeAnswer & { exchange: string }>;

/** Client credentials, authenticated by HTTP Basic or in the body. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
export async function requestToken(
  send: Send,
  credential: ClientCredentials,
  by: ClientAuthentication,
): Promise<Grant> {
  const { clientId, clientSecret, scope, tokenUrl } = credential;
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (by === 'basic') {
    const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const answer = await send({ url: tokenUrl, method: 'POST', headers, body: form.toString() });
  return { ...readGrant(answer.text), answer };
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
function readGrant(text: string): Omit<Grant, 'answer'> {
  const body = parsedBody(text);
  const [token, tokenType, expires] = ['access_token', 'token_type', 'expires_in'].map((name) => member(body, name));
  const seconds = Number(expires);
  return {
    ...(typeof token === 'string' && token ? { token } : {}),
    ...(typeof tokenType === 'string' ? { tokenType } : {}),
    ...(expires !== undefined && Number.isFinite(seconds) ? { expiresInSeconds: seconds } : {}),
  };
}
