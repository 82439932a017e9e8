import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { STEPS } from '#lib/journey/steps.ts';
import { anOnboarding } from './fakes.ts';
import { onboardingView } from './onboarding-view.ts';

const AT = new Date('2026-11-20T10:00:00Z');
const completed = Object.fromEntries(STEPS.map((step) => [step, AT]));

test.each([
  ['submitted', null],
  ['approved', null],
  ['changes-requested', 'request-publishing'],
  ['withdrawn', 'request-publishing'],
] as const)('a request that is %s leaves %s as the next step', (status, next) => {
  const submission = { id: randomUUID(), status, statusAt: AT, submittedAt: AT };
  const view = onboardingView(anOnboarding({ completed, submission }), { mayEdit: true, validityDays: 14 });
  expect(view.nextStep ?? null).toBe(next);
  expect(view.completed['request-publishing'] !== undefined).toBe(next === null);
});
