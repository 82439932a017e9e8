export type ClientCredentials = { tokenUrl: string; clientId: string; clientSecret: string; scope?: string };
/** How the client says who it is: HTTP Basic, as Entra does, or its id and secret in the body. */
export type ClientAuthentication = 'basic' | 'body';
export type TokenRequest = { url: string; method: 'POST'; headers: Record<string, string>; body: string };

/** What Basic carries: id and secret, form-encoded. https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
export function basicPair({ clientId, clientSecret }: Pick<ClientCredentials, 'clientId' | 'clientSecret'>): string {
  return Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export function tokenRequest(credential: ClientCredentials, by: ClientAuthentication): TokenRequest {
  const { clientId, clientSecret, scope, tokenUrl } = credential;
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (by === 'basic') headers.authorization = `Basic ${basicPair(credential)}`;
  else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  return { url: tokenUrl, method: 'POST', headers, body: form.toString() };
}
