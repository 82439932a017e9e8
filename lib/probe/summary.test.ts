import { expect, test } from 'vitest';
import { readinessOf, type VerdictOf } from './summary.ts';

const found = (verdicts: Record<string, VerdictOf['verdict']>) =>
  Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict }));

test.each([
  ['everything required passed', { F02: 'passed', U01: 'passed' }, 'ready'],
  ['something required failed, though only reads were tried', { F02: 'failed', U01: 'untried' }, 'not-ready'],
  ['only reads were tried', { F02: 'passed', U01: 'untried' }, 'incomplete'],
  ['some of what writes was not tried', { F02: 'passed', U01: 'passed', G01: 'untried' }, 'ready'],
  ['something required was blocked', { F02: 'passed', U01: 'passed', G01: 'blocked' }, 'incomplete'],
  ['nothing was tried', {}, 'incomplete'],
] as const)('%s', (_what, verdicts, readiness) => {
  expect(readinessOf(found(verdicts))).toBe(readiness);
});

test('a probe that ended early has no verdict, unless something failed', () => {
  const stopped = 'The probe was stopped.';
  expect(readinessOf(found({ F02: 'passed', U01: 'passed' }), stopped)).toBe('incomplete');
  expect(readinessOf(found({ F02: 'failed' }), stopped)).toBe('not-ready');
});
