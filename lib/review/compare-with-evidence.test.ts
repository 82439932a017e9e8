import { expect, test } from 'vitest';
import { evidenceWorld, SUBMISSION } from '#lib/onboarding/evidence/evidence.fixture.ts';
import { fakeEvidence } from '#lib/onboarding/evidence/fakes.ts';
import type { RunRecord } from '#lib/onboarding/record/ports.ts';
import { RESOURCE_ID } from '#lib/onboarding/run-validation/fakes.ts';
import { compareWithEvidence } from './compare-with-evidence.ts';

async function handedIn() {
  const world = await evidenceWorld();
  const { ports, onboarding, rows } = world;
  const evidence = fakeEvidence();
  const { text, sha256, redactions } = await world.take();
  const kept = { submissionId: SUBMISSION, number: 1, text, sha256, redactions, byName: 'Ann' };
  await evidence.insert(onboarding.tenantId, kept);
  const run = rows[0] as RunRecord & { runName: string };
  const again = () =>
    compareWithEvidence({ evidence, reader: ports.logicApps }, { submissionId: SUBMISSION, onboarding, run });
  return { ...world, evidence, again };
}

test('unchanged, the source shows what was handed in', async () => {
  const { again } = await handedIn();
  const { checks, differences, problem } = await again();
  expect([checks.every(({ ok }) => ok), differences, problem]).toEqual([true, [], undefined]);
});

test('a Logic App whose definition was swapped after the run is named; the run’s own checks still hold', async () => {
  const { again, cloud } = await handedIn();
  const workflow = cloud.workflows.get(RESOURCE_ID)!;
  cloud.workflows.set(RESOURCE_ID, { ...workflow, definition: { ...workflow.definition, actions: {} } });
  const { checks, differences } = await again();
  expect(differences).toEqual(['The Logic App’s definition is another one now.']);
  expect(checks.every(({ ok }) => ok)).toBe(true);
});

test('it is the evidence that is compared, not the portal’s record of the run', async () => {
  const { again, rows } = await handedIn();
  Object.assign(rows[0]!, { definitionHash: 'changed', tests: [], status: 'failed' });
  expect((await again()).differences).toEqual([]);
});

test('a run that Azure no longer knows fails every check', async () => {
  const { again, cloud } = await handedIn();
  cloud.runs = [];
  const { checks, problem } = await again();
  expect([checks.some(({ ok }) => ok), problem]).toEqual([false, 'Azure no longer knows this run.']);
});

test('without evidence there is nothing to compare with, and that is said', async () => {
  const { again, evidence } = await handedIn();
  evidence.rows.length = 0;
  expect((await again()).problem).toContain('no evidence');
});
