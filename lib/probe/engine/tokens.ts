import { tokenRequest, type ClientAuthentication, type TokenRequest } from '#lib/wire/oauth/client-credentials.ts';
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
export type { ClientAuthentication };
export type TokenOptions = Pick<CallOptions, 'timeoutMs' | 'keepThrottled'>;
type Send = (request: TokenRequest) => Promise<ProbeAnswer & { exchange: string }>;

/** Asks for a token by client credentials. */
export async function requestToken(
  send: Send,
  credential: ClientCredentials,
  by: ClientAuthentication,
): Promise<Grant> {
  const answer = await send(tokenRequest(credential, by));
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
