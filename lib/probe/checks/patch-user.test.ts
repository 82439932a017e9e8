import { expect, test } from 'vitest';
import { openSampleApp } from '../sample-app.fixture.ts';
import { PATCH_USER_CHECKS } from './patch-user.ts';

test('a right endpoint passes every check of PATCH, and nothing is left behind', async () => {
  const { probe } = await openSampleApp();
  const ids = PATCH_USER_CHECKS.flatMap((check) => check.ids);
  expect(ids).toHaveLength(39);
  const report = await probe(ids);
  expect(report.results.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  expect(report.leftovers).toEqual([]);
});
