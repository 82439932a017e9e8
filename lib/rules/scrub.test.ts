import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactionsBetween } from './redactions.ts';
import { credentialsSent, findSecretShapes, REMOVED, scrub } from './scrub.ts';

const PLANTED = 'pl4nted-s3cret-value';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';
const shown = (content: unknown) => JSON.stringify(scrub(content));

test.each([
  ['a header', { headers: { Authorization: `Bearer ${PLANTED}` } }],
  ['a header in another case', { headers: { 'SET-COOKIE': `sid=${PLANTED}` } }],
  ['a header of an API key', { headers: { 'x-api-key': PLANTED } }],
  ['a JSON key', { scimBearerToken: PLANTED }],
  ['a nested password', { passwordProfile: { forceChangePasswordNextSignIn: true, password: PLANTED } }],
  ['everything below a key', { secrets: { a: [{ b: PLANTED }] } }],
  ['a named value', { value: [{ key: 'SecretToken', value: PLANTED }] }],
  ['raw authentication', { authentication: { type: 'Raw', value: PLANTED } }],
  ['a bearer in a sentence', { detail: `refused: "authorization: Bearer ${PLANTED}"` }],
  ['basic credentials', { detail: `Basic ${btoa(PLANTED)}`, note: '' }],
  ['a form body', `grant_type=client_credentials&client_secret=${PLANTED}&scope=x`],
  ['a form body that starts with it', `client_secret=${PLANTED}&scope=x`],
  ['a signed address', `https://store.example/content?sv=1&sig=${PLANTED}`],
  ['JSON in a text', { body: JSON.stringify({ access_token: PLANTED, token_type: 'Bearer' }) }],
  ['JSON in JSON in a text', { body: JSON.stringify({ inner: JSON.stringify({ password: PLANTED }) }) }],
  ['an object below a key of JSON in a text', { body: JSON.stringify({ credentials: { a: [PLANTED] } }) }],
  ['a value with quotes in it', { note: `sent {"password":"x\\"${PLANTED}"}` }],
  ['JSON that was cut off', { note: `sent {\\"password\\":\\"${PLANTED}` }],
  ['a private key', `-----BEGIN PRIVATE KEY-----\n${PLANTED}\n-----END PRIVATE KEY-----`],
])('a secret is removed from %s', (_where, content) => {
  expect(shown(content)).not.toContain(PLANTED);
  expect(shown(content)).not.toContain(btoa(PLANTED));
  expect(shown(content)).toContain(REMOVED);
});

test('a JWT is removed wherever it stands', () => {
  expect(shown({ note: `got ${JWT}, twice ${JWT}` })).toBe(
    JSON.stringify({ note: `got ${REMOVED}, twice ${REMOVED}` }),
  );
});

test('evidence stays: states, ids, names, dates and addresses', () => {
  const evidence = {
    statusCode: 200,
    uri: 'https://app.example/scim/Users?filter=userName%20eq%20%22lacreate1@contoso.example%22',
    headers: { 'Content-Type': 'application/scim+json', 'request-id': '4f0c' },
    body: { Resources: [{ id: '42', active: false, meta: { lastModified: '2026-11-20T10:00:00Z' } }] },
    tokenEndpoint: 'https://app.example/token',
    passwordProfile: { forceChangePasswordNextSignIn: true },
    '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$top=1',
    result: 'Failed Action: Create_User_Test__create__absent',
  };
  expect(scrub(evidence)).toEqual(evidence);
});

test('a known secret is removed from values, texts and keys', () => {
  const content = { [`x-${PLANTED}`]: [`a${PLANTED}b`, PLANTED] };
  expect(scrub(content, { secrets: ['', PLANTED] })).toEqual({ [`x-${REMOVED}`]: [`a${REMOVED}b`, REMOVED] });
});

test('a long hostile text is scrubbed in passable time', () => {
  const hostile = [
    'token'.repeat(200_000),
    `"${'token'.repeat(200_000)}`,
    `?${'secret'.repeat(200_000)}`,
    '"a":'.repeat(200_000),
  ];
  const started = performance.now();
  scrub(hostile);
  expect(performance.now() - started).toBeLessThan(10_000);
});

const secret = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/).filter((text) => !JSON.stringify(REMOVED).includes(text));
const place = fc.constantFrom(
  (value: string) => ({ Authorization: `Bearer ${value}` }),
  (value: string) => ({ client_secret: value }),
  (value: string) => ({ detail: `header was Bearer ${value}.` }),
  (value: string) => ({ body: `{"password": "${value}"}` }),
  (value: string) => ({ link: `https://x.example/?sig=${value}&a=1` }),
);

test('a planted secret never survives, however deep, and nothing else is needed to find it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), secret, place, fc.array(fc.string(), { maxLength: 4 }), (other, value, put, path) => {
      const planted = path.reduce<unknown>((inner, key) => ({ [`k${key}`]: [inner] }), put(value));
      return !shown({ other: null, planted, also: other }).includes(value) || JSON.stringify(other).includes(value);
    }),
  );
});

test('scrubbing twice changes nothing more, and never alters the shape', () => {
  fc.assert(
    fc.property(fc.jsonValue(), secret, place, (other, value, put) => {
      const once = scrub({ other, planted: put(value) });
      expect(scrub(once)).toEqual(once);
      expect(Object.keys(once)).toEqual(['other', 'planted']);
    }),
  );
});

test.each([
  ['what begins like a token and never becomes one', 'eyJaaaa-'.repeat(25_000)],
  ['tokens without an end', 'eyJaaaa-eyJ.'.repeat(20_000)],
])('reading %s takes no time', (_what, text) => {
  const started = performance.now();
  scrub({ text });
  redactionsBetween({ text }, { text: '' });
  findSecretShapes(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a token behind a word and a hyphen is removed, also after one that has no dot', () => {
  expect(scrub(`eyJnothing-here, x-${JWT} eyJab`)).toBe(`eyJnothing-here, x-${REMOVED} eyJab`);
});

test('what was sent as a credential is known by its headers, and what Azure or a person hid is none', () => {
  const headers = { Authorization: `Bearer ${PLANTED}`, 'x-api-key': 'another-key-1', Accept: 'application/json' };
  expect(credentialsSent([{ inputs: { headers } }, { headers: { Cookie: 'short' } }])).toEqual([
    PLANTED,
    'another-key-1',
  ]);
  expect(
    credentialsSent({ headers: { Authorization: ['*sanitized*', REMOVED, `Basic ${btoa(`ann:${PLANTED}`)}`] } }),
  ).toEqual([btoa(`ann:${PLANTED}`), PLANTED]);
});
