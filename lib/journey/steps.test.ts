import { expect, test } from 'vitest';
import { isOpen, nextStep, STEPS } from './steps.ts';

test('the first step is open from the start and the second is not', () => {
  expect(isOpen('check-requirements', new Set())).toBe(true);
  expect(isOpen('create-application', new Set())).toBe(false);
});

test('a step opens only when every earlier one is complete', () => {
  expect(isOpen('configure-provisioning', new Set(['create-application']))).toBe(false);
  expect(isOpen('configure-provisioning', new Set(['check-requirements', 'create-application']))).toBe(true);
});

test('the next step is the first gap, and none when all are complete', () => {
  expect(nextStep(new Set(['check-requirements']))).toBe('create-application');
  expect(nextStep(new Set(STEPS))).toBeUndefined();
});
