import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StandingRow } from '../ports.ts';
import { ProgramPage, ProgramQuery } from './contract.ts';
import { readOnboardings } from './onboardings.ts';

const LATER = new Date('2026-11-05T10:00:00Z');

async function shown(verdict?: StandingRow['verdict']) {
  const row: StandingRow = {
    ...{ onboardingId: randomUUID(), tenantId: 'contoso', tenantName: 'Contoso', applicationName: 'Payroll' },
    ...{ standing: 'run-validation', since: LATER, verdict },
  };
  const following = { page: async () => ({ rows: [row], count: 1, isMoreThanCounted: false }) };
  return ProgramPage.parse(await readOnboardings({ following }, ProgramQuery.parse({}))).rows[0];
}

test('one without a judged run has no verdict yet', async () => {
  expect(await shown()).toMatchObject({ lastVerdict: 'none', since: LATER.toISOString() });
  expect(await shown({ endedAt: LATER })).toMatchObject({ lastVerdict: 'none' });
});

test('the last verdict comes with what stood in the way', async () => {
  const problem = 'Disable_User_Test: active is "False"';
  expect(await shown({ endedAt: LATER, ready: false, problem })).toMatchObject({
    lastVerdict: 'not-ready',
    lastVerdictAt: LATER.toISOString(),
    lastProblem: problem,
  });
  const ready = await shown({ endedAt: LATER, ready: true, problem });
  expect([ready?.lastVerdict, ready?.lastProblem]).toEqual(['ready', undefined]);
});
