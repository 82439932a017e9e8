import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { freshSpace } from './space-client.ts';

const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

function tokenClient() {
  const client = freshSpace();
  const { clientId, clientSecret, tokenUrl } = client.credentials;
  const ask = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    client.sample.app.request(tokenUrl, { method: 'POST', body: new URLSearchParams(form), headers });
  return { ...client, ask, clientId, clientSecret };
}

test.each([
  ['A01 no header', {}, undefined],
  ['A03 a wrong token', { authorization: 'Bearer wrong' }, 'invalid_token'],
  ['A03 another scheme', basic('a', 'b'), undefined],
  [
    'A03 a forged token',
    { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJzYW1wbGUtYXBwLXNjaW0ifQ.' },
    'invalid_token',
  ],
])('%s answers 401 as SCIM, with a challenge (A02)', async (_name, headers, error) => {
  const { send } = freshSpace();
  const answer = await send('GET', '/Users', { headers: { authorization: '', ...headers } });
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ status: '401' });
  const challenge = answer.headers.get('www-authenticate');
  expect(challenge).toMatch(/^Bearer realm=/);
  expect(challenge?.includes('invalid_token')).toBe(error !== undefined);
});

test('an unknown space answers like a wrong token', async () => {
  const { sample, credentials } = freshSpace();
  const headers = { authorization: `Bearer ${credentials.bearerToken}` };
  const answer = await sample.app.request('http://127.0.0.1/t/nowhere/scim/v2/Users', { headers });
  expect(answer.status).toBe(401);
});

test.each(['Basic', 'body'])(
  'A04-A06, A08 client credentials by %s give a token that works for an hour',
  async (how) => {
    const { ask, clientId, clientSecret, send } = tokenClient();
    const inBody = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const answer =
      how === 'body'
        ? await ask(inBody)
        : await ask({ grant_type: 'client_credentials' }, basic(clientId, clientSecret));
    const body = (await answer.json()) as { access_token: string; expires_in: number };
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await send('GET', '/Users', { headers: { authorization: `Bearer ${body.access_token}` } })).status).toBe(
      200,
    );
  },
);

test.each([
  ['A07 a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
])('%s gives no token', async (_name, change, status, error) => {
  const { ask, clientId, clientSecret } = tokenClient();
  const answer = await ask({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    ...change,
  });
  expect(answer.status).toBe(status);
  const body = await answer.json();
  expect(body).toMatchObject({ error });
  expect(body).not.toHaveProperty('access_token');
});

test('a client that does not say who it is gets no token', async () => {
  const answer = await tokenClient().ask({ grant_type: 'client_credentials' });
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
});

test('an issued token says when it ends, and is refused after', async () => {
  const { sample, send } = freshSpace();
  const { token, expiresAt } = await sample.tokens.issue('demo', { lifetimeSeconds: 120, use: 'run' });
  expect(new Date(decodeJwt(token).exp! * 1000).toISOString()).toBe(expiresAt);
  const old = await sample.tokens.issue('demo', { lifetimeSeconds: -1 });
  expect((await send('GET', '/Users', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  const refused = await send('GET', '/Users', { headers: { authorization: `Bearer ${old.token}` } });
  expect([refused.status, refused.body.detail]).toEqual([401, 'The bearer token has expired.']);
});

test('a token of one space does not open another', async () => {
  const a = freshSpace('a');
  const b = freshSpace('b', a.sample);
  const { token } = await a.sample.tokens.issue('a');
  for (const bearer of [token, a.credentials.bearerToken, a.credentials.runToken]) {
    expect((await b.send('GET', '/Users', { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(401);
  }
});
