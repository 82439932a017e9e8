import { expect, test } from 'vitest';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { CheckResult } from '../contract.ts';
import type { Cause, Sign } from './cause.ts';
import { CAUSES } from './causes.ts';
import { diagnose } from './diagnose.ts';

const result = (id: string, verdict: CheckResult['verdict'], got = '', blockedBy: string[] = []): CheckResult => ({
  id,
  verdict,
  got,
  blockedBy,
  exchanges: [`of-${id}`],
  durationMs: 1,
});
const cause = (id: string, signs: [Sign, ...Sign[]], explains: Cause['explains'] = []): Cause => ({
  id,
  title: id,
  signs,
  explains,
  why: '',
  fix: '',
  example: { request: '', response: '' },
  actor: 'isv-developer',
});
const named = (diagnosis: ReturnType<typeof diagnose>) =>
  diagnosis.groups.map((group) => [group.cause.id, ...group.checks]);

test('failures of one cause are one group, with what was expected and what came', () => {
  const causes = [cause('ignored', [{ check: 'M01' }, { check: 'M02' }], ['M03', 'M04'])];
  const results = [
    result('M01', 'failed', 'still old'),
    result('M02', 'failed'),
    result('M03', 'failed'),
    result('M04', 'passed'),
  ];
  const { groups, unexplained } = diagnose(results, causes);
  expect(groups.map(({ checks }) => checks)).toEqual([['M01', 'M02', 'M03']]);
  expect(groups[0]?.evidence[0]).toEqual({
    id: 'M01',
    got: 'still old',
    expected: CATALOGUE.find(({ id }) => id === 'M01')?.expected,
    exchanges: ['of-M01'],
  });
  expect(unexplained).toEqual([]);
});

test('the cause with more signs wins, and one whose signs are all taken is not named', () => {
  const causes = [cause('one', [{ check: 'M01' }], ['M03']), cause('both', [{ check: 'M01' }, { check: 'M02' }])];
  const failed = ['M01', 'M02', 'M03'].map((id) => result(id, 'failed'));
  const diagnosis = diagnose(failed, causes);
  expect(named(diagnosis)).toEqual([['both', 'M01', 'M02']]);
  expect(diagnosis.unexplained.map(({ check }) => check)).toEqual(['M03']);
});

test('a sign that reads what came beats one that does not, and needs it to match', () => {
  const causes = [cause('any', [{ check: 'M16' }]), cause('refused', [{ check: 'M16', got: /HTTP 4/ }])];
  expect(named(diagnose([result('M16', 'failed', 'HTTP 400')], causes))).toEqual([['refused', 'M16']]);
  expect(named(diagnose([result('M16', 'failed', 'still true')], causes))).toEqual([['any', 'M16']]);
});

test('of a sign with several checks one is enough, and all that show it belong to the cause', () => {
  const causes = [cause('either', [{ check: ['F03', 'G06'] }])];
  expect(named(diagnose([result('G06', 'failed')], causes))).toEqual([['either', 'G06']]);
  expect(named(diagnose([result('F03', 'failed'), result('G06', 'failed')], causes))).toEqual([
    ['either', 'F03', 'G06'],
  ]);
});

test('what cannot be verified counts only where a cause says so', () => {
  const results = [result('G09', 'not-verifiable', 'no members'), result('G10', 'not-verifiable')];
  const causes = [cause('hidden', [{ check: 'G09', verdict: 'not-verifiable' }])];
  expect(named(diagnose(results, causes))).toEqual([['hidden', 'G09']]);
  expect(diagnose(results, [])).toEqual({ groups: [], unexplained: [] });
});

test('a failure without a known cause speaks for itself, with what it stands in the way of', () => {
  const results = [
    result('U01', 'failed', 'HTTP 500'),
    result('F01', 'blocked', '', ['U01']),
    result('F03', 'blocked', '', ['F01']),
    result('D01', 'passed'),
  ];
  expect(diagnose(results, []).unexplained).toMatchObject([
    { check: 'U01', evidence: { got: 'HTTP 500' }, blocked: ['F01', 'F03'] },
  ]);
});

test('an explanation may depend on what came', () => {
  const causes = [cause('hidden', [{ check: 'R04' }], [{ check: 'M15', got: /404/ }])];
  const failing = (got: string) => diagnose([result('R04', 'failed'), result('M15', 'failed', got)], causes);
  expect(failing('HTTP 404').groups[0]?.checks).toEqual(['R04', 'M15']);
  expect(failing('still true').unexplained.map(({ check }) => check)).toEqual(['M15']);
});

test('what Entra requires comes first, then what explains most', () => {
  const causes = [
    cause('small', [{ check: 'E01' }]),
    cause('wide', [{ check: 'E02' }], ['E03']),
    cause('required', [{ check: 'F02' }]),
  ];
  const failed = ['E01', 'E02', 'E03', 'F02'].map((id) => result(id, 'failed'));
  expect(named(diagnose(failed, causes)).map(([id]) => id)).toEqual(['required', 'wide', 'small']);
});

test('every cause has an id and words of its own, and an exchange as it should be', () => {
  expect(new Set(CAUSES.map(({ id }) => id)).size).toBe(CAUSES.length);
  expect(new Set(CAUSES.map(({ title }) => title)).size).toBe(CAUSES.length);
  for (const { id, title, why, fix, example } of CAUSES) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([title.endsWith('.'), why.endsWith('.'), fix.endsWith('.')], id).toEqual([false, true, true]);
    expect(example.request, id).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \//);
    expect(example.response, id).toMatch(/^HTTP\/1\.1 \d{3} /);
  }
});
