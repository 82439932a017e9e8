import { expect, test } from 'vitest';
import { goodRun, withAction } from '#lib/rules/run-fixture.ts';
import type { RunSnapshot } from '#lib/rules/run-snapshot.ts';
import { judgeRun } from '#lib/rules/verdict.ts';
import { TestResult } from './contract.ts';
import { countsOf, testResults } from './test-results.ts';

const resultsOf = (run: RunSnapshot) => testResults(run, judgeRun(run));
const named = (run: RunSnapshot, name: string) => resultsOf(run).find((one) => one.test === name)!;

test.each(['own-consumption', 'official-consumption'] as const)('a good run of %s passes ten tests', (template) => {
  const results = resultsOf(goodRun(template));
  expect(countsOf(results)).toEqual({ passed: 10, failed: 0, skipped: 0, waiting: 0 });
  expect(
    results.every((one) => TestResult.safeParse(one).success && one.proofs.every(({ ok, phase }) => ok && phase)),
  ).toBe(true);
  expect(results.flatMap(({ phases }) => phases).every(({ status }) => status === 'succeeded')).toBe(true);
});

test('before anything has happened every test waits', () => {
  const run: RunSnapshot = { ...goodRun('own-consumption'), status: 'Running', actions: {} };
  expect(countsOf(resultsOf(run))).toEqual({ passed: 0, failed: 0, skipped: 0, waiting: 10 });
  expect(named(run, 'Create_User_Test')).toMatchObject({ verdict: 'waiting', phases: [{ status: 'waiting' }] });
});

test('a test whose phase has begun is running, and nothing unproven is shown', () => {
  const run: RunSnapshot = {
    ...goodRun('own-consumption'),
    status: 'Running',
    actions: { Create_User_Test__create: { status: 'Running' } },
  };
  expect(named(run, 'Create_User_Test')).toMatchObject({
    verdict: 'running',
    proofs: [],
    phases: [{ status: 'running' }],
  });
});

test('a failed step fails its test at once, with cause and fix', () => {
  const failed = withAction(goodRun('own-consumption'), 'Create_User_Test__create__absent', {
    status: 'Failed',
    outputs: { statusCode: 404, body: { detail: 'nothing' } },
  });
  const result = named({ ...failed, status: 'Running' }, 'Create_User_Test');
  expect(result).toMatchObject({ verdict: 'failed', diagnosis: { id: 'empty-filter-not-found' } });
  expect(result.phases[0]).toMatchObject({ name: 'create', status: 'failed' });
});

test('state that is not proven fails, with what was expected and what was got', () => {
  const run = withAction(goodRun('own-consumption'), 'Group_Update_Add_Member_Test__add__scim', {
    outputs: { statusCode: 200, body: { Resources: [{ id: 'g', members: [] }] } },
  });
  const { verdict, diagnosis, proofs } = named(run, 'Group_Update_Add_Member_Test');
  expect(verdict).toBe('failed');
  expect(diagnosis).toMatchObject({ id: 'members-not-kept', actor: 'The developers of your application' });
  expect(diagnosis?.got).toContain('not a member');
  expect(proofs.filter(({ ok }) => !ok)).toMatchObject([{ what: 'scim-state', phase: 'add' }]);
});

test('secrets in what a step answered do not come along', () => {
  const run = withAction(goodRun('own-consumption'), 'Create_User_Test__create__absent', {
    status: 'Failed',
    outputs: { statusCode: 401, headers: { Authorization: 'Bearer planted-secret' }, body: 'Bearer planted-secret' },
  });
  expect(JSON.stringify(resultsOf(run))).not.toContain('planted-secret');
});
