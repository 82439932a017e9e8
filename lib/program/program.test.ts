import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { anOnboarding, fakeOnboardings } from '#lib/onboarding/record/fakes.ts';
import type { OnboardingRecord, RunRecord } from '#lib/onboarding/record/ports.ts';
import { aRun, fakeRuns } from '#lib/onboarding/run-validation/fakes.ts';
import { ProgramTable } from './contract.ts';
import { programTable } from './program.ts';

const START = new Date('2026-11-01T10:00:00Z');
const LATER = new Date('2026-11-05T10:00:00Z');

async function rowOf(changes: Partial<OnboardingRecord>, run?: Partial<RunRecord>) {
  const record = anOnboarding({ createdAt: START, ...changes });
  const runs = run ? [aRun({ onboardingId: record.id, ...run })] : [];
  const { rows } = ProgramTable.parse(
    await programTable({ onboardings: fakeOnboardings([record]), runs: fakeRuns(runs) }),
  );
  return rows[0];
}

test('one that has just started stands at its first step', async () => {
  expect(await rowOf({})).toMatchObject({
    step: 'check-requirements',
    since: START.toISOString(),
    lastVerdict: 'none',
  });
});

test('one stands at the first open step since the last was completed', async () => {
  const completed = { 'check-requirements': START, 'create-application': LATER };
  expect(await rowOf({ completed })).toMatchObject({ step: 'configure-provisioning', since: LATER.toISOString() });
});

test('the last verdict comes with what stood in the way', async () => {
  const run = {
    ready: false,
    endedAt: LATER,
    status: 'failed' as const,
    blocking: ['Disable_User_Test: active is "False"'],
  };
  expect(await rowOf({}, run)).toMatchObject({
    lastVerdict: 'not-ready',
    lastVerdictAt: LATER.toISOString(),
    lastProblem: run.blocking[0],
  });
  const ready = await rowOf({}, { ready: true, endedAt: LATER, status: 'succeeded' });
  expect(ready).toMatchObject({ lastVerdict: 'ready' });
  expect(ready?.lastProblem).toBeUndefined();
});

test('a submitted one is with the reviewers since then', async () => {
  const submission = { id: randomUUID(), submittedAt: LATER, statusAt: LATER, status: 'submitted' } as const;
  expect(await rowOf({ submission })).toMatchObject({ step: 'submitted', since: LATER.toISOString() });
});
