import { expect, test } from 'vitest';
import { STEPS, type Step } from '#lib/journey/steps.ts';
import { STANDINGS, standingOf } from './standing.ts';
import { SUBMISSION_STATUSES } from './submission-status.ts';

test('an onboarding stands at the first step that is not complete', () => {
  expect(standingOf(new Set())).toBe('check-requirements');
  expect(standingOf(new Set<Step>(['check-requirements', 'create-application']))).toBe('configure-provisioning');
  expect(standingOf(new Set<Step>(['create-application']))).toBe('check-requirements');
});

test('a request that was handed in stands where the request stands; one that is taken up again at the last step', () => {
  const steps = new Set<Step>(STEPS);
  for (const status of SUBMISSION_STATUSES) expect(STANDINGS).toContain(standingOf(steps, status));
  expect(standingOf(steps, 'in-review')).toBe('in-review');
  expect(standingOf(steps, 'draft')).toBe('request-publishing');
});
