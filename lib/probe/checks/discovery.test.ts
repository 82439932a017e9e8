import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';
import { answers, refuses, verdictWhen } from '../wrong-server.fixture.ts';

test('a right endpoint passes every discovery check, without anything written', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([], { mayWrite: false });
  const wrong = report.results.filter(({ id, verdict }) => /^D(?!15)/.test(id) && verdict !== 'passed');
  expect(wrong).toEqual([]);
  expect(verdictOf(report, 'U01')).toBe('untried: Writing to the endpoint was not agreed to.');
  expect(report.exchanges.filter(({ request }) => request.method !== 'GET')).toEqual([]);
});

test('what it makes is gone afterwards, and no secret is in the report', async () => {
  const { probe, space, http } = await openSampleApp();
  const report = await probe(['U01']);
  expect(verdictOf(report, 'U01')).toBe('passed: 201 with an id.');
  expect(report.leftovers).toEqual([]);
  const headers = { authorization: `Bearer ${space.bearerToken}` };
  const left = await http({ url: `${space.scimEndpoint}/Users`, method: 'GET', headers });
  expect(JSON.parse(left.text)).toMatchObject({ totalResults: 0 });
  expect(JSON.stringify(report)).not.toContain(space.bearerToken);
});

test('a right endpoint refuses to have its discovery changed', async () => {
  expect(await verdictWhen('D15', [])).toBe('passed: All three are refused.');
});

test.each([
  ['takes PUT', answers(/^PUT /, 200, {}), 'failed: PUT was answered with HTTP 200.'],
  ['fails on DELETE', answers(/^DELETE /, 500, {}), 'failed: DELETE was answered with HTTP 500.'],
  ['has no /ServiceProviderConfig', refuses(/^GET \/Service/, 404), 'blocked: It needs D01.'],
])('D15 of a server that %s', async (_server, wrong, verdict) => {
  expect(await verdictWhen('D15', wrong)).toBe(verdict);
});
