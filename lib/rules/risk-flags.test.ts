import { expect, test } from 'vitest';
import { expiringBefore, risksAfterReading, risksOf } from './risk-flags.ts';

const GOOD = { templateId: 'own-consumption-1.0', enabledTests: 'All', verdicts: ['passed', 'passed'] };
const READ = { checks: [{ id: 'exists', ok: true }], differences: [] };

test('a run of a known template with all tests raises no flag', () => {
  expect(risksOf(GOOD)).toEqual([]);
});

test.each([
  [{ templateId: undefined }, 'template-unknown'],
  [{ enabledTests: 'UserTests' }, 'tests-narrowed'],
  [{ verdicts: ['passed', 'skipped'] }, 'tests-narrowed'],
] as const)('%o raises %s', (change, flag) => {
  expect(risksOf({ ...GOOD, ...change })).toEqual([flag]);
});

test('what rests on no run is not verified, and reading nothing again is no difference', () => {
  const flags = risksOf(undefined);
  expect(flags).toEqual(['not-verified']);
  expect(risksAfterReading(flags, { checks: [], differences: [], problem: 'It rests on no run.' })).toEqual(flags);
});

test('a reading that differs raises a flag; the next that does not takes it away', () => {
  const differs = risksAfterReading(['first-submission'], { ...READ, differences: ['The hash is another.'] });
  expect(differs).toEqual(['differences', 'first-submission']);
  expect(risksAfterReading(differs, READ)).toEqual(['first-submission']);
});

test('a check that fails on reading names what it is about', () => {
  const checks = ['definition-known', 'all-tests-enabled'].map((id) => ({ id, ok: false }));
  expect(risksAfterReading([], { ...READ, checks })).toEqual(['template-unknown', 'tests-narrowed', 'differences']);
});

test('evidence is expiring three days before it ends', () => {
  expect(expiringBefore(new Date('2026-11-21T00:00:00Z'), 14)).toEqual(new Date('2026-11-10T00:00:00Z'));
});
