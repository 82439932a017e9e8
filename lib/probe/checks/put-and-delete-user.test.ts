import { expect, test } from 'vitest';
import { openSampleApp } from '../sample-app.fixture.ts';
import { answers, mistakes, refuses, tells, verdictWhen, wrongly, type Wrong } from '../wrong-server.fixture.ts';
import { DELETE_USER_CHECKS } from './delete-user.ts';
import { PUT_USER_CHECKS } from './put-user.ts';

const USER = /^GET \/Users\/[^?]+ /;
const titled = tells(USER, (body) => ({ ...body, title: 'Probe title' }));

test('a right endpoint passes every check of PUT and DELETE, and nothing is left behind', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([...PUT_USER_CHECKS, ...DELETE_USER_CHECKS].flatMap((check) => check.ids));
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(report.results.filter(({ id }) => /^[TX]/.test(id))).toHaveLength(7);
  expect(report.leftovers).toEqual([]);
});

test.each<[string, string, Wrong[], RegExp]>([
  ['T01', 'has no PUT', [refuses(/^PUT/, 501)], /^failed: The PUT was HTTP 501/],
  ['T02', 'has no PUT', [refuses(/^PUT/, 501)], /^blocked: It needs T01/],
  ['T01', 'answers 204', [answers(/^PUT/, 204, '')], /^failed: The PUT was HTTP 204/],
  ['T01', 'ignores it', [ignores(/^PUT/)], /^failed: It answered 200, but displayName is still "probe-/],
  ['T02', 'keeps what is left out', [titled], /^failed: title is still "Probe title"/],
  ['T03', 'answers 200', [answers(/^PUT/, 200, {})], /^failed: The answer was HTTP 200/],
  ['X01', 'answers 200 with a body', [answers(/^DELETE/, 200, {})], /^failed: The answer was HTTP 200 with a body/],
  ['X01', 'refuses', [refuses(/^DELETE/, 403)], /^failed: The answer was HTTP 403/],
  ['X04', 'refuses', [refuses(/^DELETE/, 403)], /^blocked: It needs X01/],
  ['X02', 'only disables', [refuses(/^DELETE/, 204)], /^failed: GET by its id \(active is true\) was HTTP 200/],
  ['X02', 'still lists it', [tells(/filter=userName/, one)], /^failed: .* the filter by its userName finds 1/],
  ['X02', 'answers 404 to the filter', [answers(/filter=userName/, 404)], /^failed: The filter was HTTP 404/],
  ['X03', 'answers 204 always', [answers(/^DELETE/, 204, '')], /^failed: The second DELETE was HTTP 204/],
  [
    'X03',
    'breaks on unknown ids',
    [answers(/^DELETE .*00-4000-8000-/, 500)],
    /^failed: The DELETE of an unknown id was/,
  ],
  ['X04', 'keeps the name taken', [refuses(/^DELETE/, 204)], /^failed: The answer was HTTP 409/],
])('%s of a server that %s', async (id, _how, wrong, verdict) => {
  expect(await verdictWhen(id, wrong)).toMatch(verdict);
});

test('a user that a PUT makes by mistake is removed', async () => {
  const { probe, http, space } = await openSampleApp();
  const creates: Wrong[] = [
    mistakes(/^PUT .*00-4000-8000-/, (url) => (url.pathname = url.pathname.replace(/\/Users\/.*/, '/Users'))),
    { on: /^PUT .*00-4000-8000-/, request: (request) => ({ ...request, method: 'POST' }) },
  ];
  const report = await probe(['T03'], { http: wrongly(http, ...creates) });
  expect(report.results.at(-1)).toMatchObject({ id: 'T03', verdict: 'failed', got: 'The answer was HTTP 201.' });
  const headers = { authorization: `Bearer ${space.bearerToken}` };
  const left = await http({ url: `${space.scimEndpoint}/Users`, headers, method: 'GET' });
  expect(JSON.parse(left.text)).toMatchObject({ totalResults: 0 });
});

function ignores(on: RegExp): Wrong {
  return { on, request: (request) => ({ ...request, method: 'GET', body: undefined }) };
}

function one(body: Record<string, unknown>) {
  return { ...body, totalResults: 1 };
}
