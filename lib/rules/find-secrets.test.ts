import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSecrets } from './find-secrets.ts';

const VALUE = 'k7Gq2-Zp81mVtRw0Lx';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';
const KEY = `-----BEGIN RSA PRIVATE KEY-----\nMIIEow${VALUE}IBAAKCAQEA\n-----END RSA PRIVATE KEY-----`;

test.each([
  ['a private key', `Use this key:\n${KEY}`],
  ['a token (JWT)', `The token ${JWT} lives an hour.`],
  ['an Authorization header', `curl -H "Authorization: Bearer ${VALUE}" https://a.example`],
  ['an Authorization header', `Authorization: Basic ${btoa(`ann:${VALUE}`)}`],
  ['a secret in an address', `GET https://a.example/scim?access_token=${VALUE}`],
  ['a secret in JSON', `{ "client_secret": "${VALUE}" }`],
  ['an Azure client secret', 'Paste kP78Q~dEfGhIjKlMnOpQrStUvWx-_yZ07193526 there.'],
  ['a GitHub token', `It is ghp_${'aB3'.repeat(12)}`],
  ['an AWS access key', 'AKIAIOSFODNN7QRSTUVW'],
  ['a secret with its name before it', `| Client secret | ${VALUE} |`],
  ['a secret with its name before it', `**Secret token:** ${VALUE}`],
])('%s is found: %s', (kind, text) => {
  const found = findSecrets(text);
  expect(found.map((one) => one.kind)).toEqual([kind]);
  expect(JSON.stringify(found)).not.toContain(VALUE);
});

test.each([
  'Authorization: Bearer <token>',
  'Authorization: Bearer YOUR_ACCESS_TOKEN',
  'Send the header Authorization: Bearer followed by the token.',
  'Bearer authentication is used; basic authentication is not.',
  'Authorization: Bearer eyJ0eXAiOiJKV1Qi...',
  '{ "client_secret": "<your client secret>", "token_type": "Bearer" }',
  '{ "password": "********" }',
  'POST /token?client_secret={client_secret}',
  'client_secret=$CLIENT_SECRET&grant_type=client_credentials',
  'Client secret: copy the value shown and keep it safe.',
  '| Secret token | xxxxxxxxxxxxxxxx |',
  'API key: https://acme.example/settings/keys1',
  'Set the secret to expire after 2 years. Token URL: https://login.example/token',
])('nothing is found in: %s', (text) => {
  expect(findSecrets(text)).toEqual([]);
});

test('each is told once, with its place', () => {
  const text = `first line\nsecret: none\nAuthorization: Bearer ${JWT}\nclient_secret: ${VALUE}`;
  expect(findSecrets(text).map(({ index }) => text.slice(0, index).split('\n').length)).toEqual([3, 4]);
});

test('however a text is made, looking through it takes no time', () => {
  const words = fc.constantFrom('eyJ', 'a.', 'Bearer ', '"password"', ':"', '\\', 'secret=', '?token=', '-----BEGIN ');
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), (some) => {
      const text = some.join('').repeat(3_000).slice(0, 100_000);
      const started = performance.now();
      findSecrets(text);
      expect(performance.now() - started).toBeLessThan(2_000);
    }),
    { numRuns: 30 },
  );
});
