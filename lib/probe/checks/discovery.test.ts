import { expect, test } from 'vitest';
import { openSampleApp, verdictOf } from '../sample-app.fixture.ts';

test('a right endpoint passes every discovery check, without anything written', async () => {
  const { probe } = await openSampleApp();
  const report = await probe([], { mayWrite: false });
  const wrong = report.results.filter(({ id, verdict }) => id.startsWith('D') && verdict !== 'passed');
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
