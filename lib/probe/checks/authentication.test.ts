import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { answers, refuses, tells, wrongly, type Wrong } from '../wrong-server.fixture.ts';

const IDS = ['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A08'];
const FILTER = /^GET \/Users\?filter/;
const TOKEN = /^POST \/t\/.*\/oauth\/token /;

async function probed(ids: readonly string[], ways: readonly Wrong[] = []) {
  const { probe, space, http } = await openSampleApp();
  const { tokenUrl, clientId, clientSecret } = space;
  const credential = { kind: 'client-credentials' as const, tokenUrl, clientId, clientSecret };
  return probe(ids, { credential, http: wrongly(http, ...ways) });
}

test('a right endpoint passes every check of authentication', async () => {
  const report = await probed(IDS);
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(report.results.map(({ id }) => id).toSorted()).toEqual(IDS);
});

test('with a bearer token there is no token endpoint to ask, but users to be read', async () => {
  const { probe } = await openSampleApp();
  const report = await probe(IDS);
  for (const id of ['A04', 'A05', 'A07', 'A08'])
    expect(verdictOf(report, id)).toMatch(/^untried: You gave a bearer token/);
  for (const id of ['A01', 'A02', 'A03', 'A06']) expect(verdictOf(report, id)).toMatch(/^passed/);
});

test('a sign-in that must be refused is tried three times at most', async () => {
  const report = await probed(IDS);
  const refused = report.exchanges.filter(({ response }) => response?.status === 401);
  expect(refused).toHaveLength(3);
});

const late: Wrong = {
  on: FILTER,
  instead: () => {
    throw new AppError('upstream-timeout', 'The endpoint did not answer in time.');
  },
};

/** Of the token endpoint, when the secret comes that way. */
const refusesBasic: Wrong = { on: TOKEN, answer: (got, { headers }) => (headers.authorization ? no(got) : got) };
const refusesBody: Wrong = { on: TOKEN, answer: (got, { headers }) => (headers.authorization ? got : no(got)) };
const no = <T extends { status: number; text: string }>(answer: T): T => ({
  ...answer,
  status: 401,
  text: '{"error":"invalid_client"}',
});
/** In place of its own 401. */
const whenRefused = (status: number, text: string): Wrong => ({
  on: TOKEN,
  answer: (got) => (got.status === 401 ? { ...got, status, text } : got),
});
const says = (words: object): Wrong => tells(TOKEN, (body) => ({ ...body, ...words }));
const EMPTY = { totalResults: 0, Resources: [] };

const WRONG: [id: string, server: string, Wrong | Wrong[], verdict: string][] = [
  ['A01', 'answers without credentials', answers(FILTER, 200, EMPTY), 'failed: The answer was HTTP 200.'],
  ['A01', 'answers 403', answers(FILTER, 403, {}), 'failed: The answer was HTTP 403.'],
  ['A01', 'keeps its answer back', late, 'not-verifiable: Throttled: The endpoint did not answer in time.'],
  ['A01', 'asks for less', answers(FILTER, 429), 'not-verifiable: Throttled: the answer was HTTP 429.'],
  ['A02', 'answers without credentials', answers(FILTER, 200, EMPTY), 'blocked: It needs A01.'],
  ['A02', 'has no error body', answers(FILTER, 401, ''), 'failed: The 401 has no SCIM error body.'],
  ['A02', 'has no header', answers(FILTER, 401, undefined, { 'www-authenticate': '' }), 'failed: There is no WWW-Auth'],
  ['A03', 'answers an empty list', answers(FILTER, 200, EMPTY), 'failed: The answer was HTTP 200.'],
  ['A03', 'keeps its answer back', late, 'not-verifiable: Throttled: The endpoint did not answer in time.'],
  [
    'A04',
    'issues no token',
    answers(TOKEN, 400, { error: 'invalid_scope' }),
    'failed: No token. With HTTP Basic: HTTP 400',
  ],
  ['A04', 'issues MAC tokens', says({ token_type: 'mac' }), 'failed: token_type is mac, not Bearer.'],
  ['A05', 'issues short tokens', says({ expires_in: 600 }), 'failed: expires_in is 600 seconds.'],
  ['A05', 'issues long tokens', says({ expires_in: 86_400 }), 'failed: expires_in is 86400 seconds.'],
  ['A05', 'says nothing of it', says({ expires_in: undefined }), 'failed: expires_in is absent.'],
  ['A05', 'issues no token', answers(TOKEN, 400, {}), 'blocked: It needs A04.'],
  ['A06', 'does not know its tokens', refuses(/^GET \/Users\?start/, 401), 'failed: The answer was HTTP 401.'],
  ['A07', 'does not look at the secret', whenRefused(200, '{"access_token":"x"}'), 'failed: A token was issued for a'],
  ['A07', 'answers 500', whenRefused(500, ''), 'failed: The answer was HTTP 500 with the error absent.'],
  ['A07', 'has no error', whenRefused(401, '{}'), 'failed: The answer was HTTP 401 with the error absent.'],
  ['A07', 'asks for less', whenRefused(429, ''), 'not-verifiable: Throttled: the answer was HTTP 429.'],
  ['A07', 'issues no token at all', answers(TOKEN, 400, {}), 'blocked: It needs A04.'],
  [
    'A08',
    'wants the body',
    refusesBasic,
    'failed: The secret in the body brings a token, HTTP Basic does not: HTTP 401',
  ],
  [
    'A08',
    'wants HTTP Basic',
    refusesBody,
    'failed: HTTP Basic brings a token, the secret in the body does not: HTTP 401',
  ],
];

test.each(WRONG)('%s of a server that %s', async (id, _server, wrong, verdict) => {
  expect(verdictOf(await probed([id], [wrong].flat()), id)).toMatch(new RegExp(`^${RegExp.escape(verdict)}`));
});
