import { subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { ANN } from '../fakes.ts';
import { CARRIER, verifiedWorld } from '../run-validation/world.ts';
import { verifyRun } from '../run-validation/read-validation.ts';
import { PublishingStep, type PublishingRequest } from './contract.ts';
import { readPublishingStep, requestPublishing, saveDraft } from './request-publishing.ts';

const CONTACT = { name: 'Ann', email: 'ann@contoso.example' };

async function setUp() {
  const world = await verifiedWorld();
  const { ports, onboarding, runId } = world;
  const ask = { person: ANN, onboardingId: onboarding.id };
  const request: PublishingRequest = {
    runId,
    engineeringContact: CONTACT,
    supportContact: CONTACT,
    documentation: ['https://docs.contoso.example'],
    notes: '',
  };
  const submit = () => requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id, request });
  return {
    ...world,
    ask,
    request,
    submit,
    read: async () => PublishingStep.parse(await readPublishingStep(ports, ask)),
  };
}

test('a verified run is handed in, the step completed, the checks kept with it', async () => {
  const { ports, ask, submit, read } = await setUp();
  expect(await submit()).toMatchObject({ state: 'done' });
  const { submission } = await read();
  expect(submission).toMatchObject({ status: 'submitted', submittedByName: 'Ann' });
  expect(submission?.acceptance.every(({ ok }) => ok)).toBe(true);
  expect((await ports.onboardings.get('contoso', ask.onboardingId))?.completed['request-publishing']).toBeInstanceOf(
    Date,
  );
});

test('pressed twice there is one submission', async () => {
  const { ports, submit } = await setUp();
  await submit();
  await submit();
  expect(ports.submissions.rows).toHaveLength(1);
});

test('what no longer holds at the source is named, and nothing is handed in', async () => {
  const { ports, cloud, submit } = await setUp();
  cloud.runs[0]!.status = 'Failed';
  const view = await submit();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'not-verified' } });
  expect(view.problem?.detail).toContain('“It has succeeded” does not hold');
  expect(ports.submissions.rows).toEqual([]);
});

test('a run that is too old is not evidence any more', async () => {
  const { cloud, rows, read, submit } = await setUp();
  const endedAt = subDays(new Date(), 15);
  cloud.runs[0]!.endedAt = endedAt.toISOString();
  rows[0]!.endedAt = endedAt;
  expect((await read()).runs).toMatchObject([{ usable: false, whyNot: expect.stringContaining('too old') as string }]);
  expect(await submit()).toMatchObject({ problem: { code: 'not-verified' } });
});

test('each run says whether it may be handed in, and why not', async () => {
  const { rows, read } = await setUp();
  expect((await read()).runs).toMatchObject([{ usable: true }]);
  rows[0]!.enabledTests = 'UserTests';
  expect((await read()).runs).toMatchObject([{ usable: false, whyNot: 'Only UserTests were enabled.' }]);
});

test('a run of nobody’s is not handed in', async () => {
  const { ports, onboarding, request } = await setUp();
  const other = { ...request, runId: '99999999-9999-4999-8999-999999999999' };
  const view = await requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id, request: other });
  expect(view).toMatchObject({ problem: { code: 'not-found' } });
});

test('a newer draft of somebody else is not overwritten', async () => {
  const { ports, ask } = await setUp();
  expect(await saveDraft(ports, { ...ask, draft: { notes: 'mine' }, version: 0 })).toMatchObject({ version: 1 });
  await expect(saveDraft(ports, { ...ask, draft: { notes: 'older' }, version: 0 })).rejects.toMatchObject({
    code: 'version-conflict',
  });
});

test('after the submission the draft stays as it is', async () => {
  const { ports, ask, submit } = await setUp();
  await submit();
  await expect(saveDraft(ports, { ...ask, draft: {}, version: 0 })).rejects.toMatchObject({ code: 'conflict' });
});

test('reading a submitted run again does not change what was handed in', async () => {
  const { ports, cloud, rows, runId, ask, submit } = await setUp();
  await submit();
  cloud.runs[0]!.status = 'Failed';
  expect(await verifyRun(ports, { ...ask, runId })).toMatchObject({ status: 'failed', verified: false });
  expect(rows[0]).toMatchObject({ status: 'succeeded', ready: true });
});

test('is refused before there is a verified run', async () => {
  const { ports, request, onboarding } = await setUp();
  delete onboarding.completed['run-validation'];
  await expect(
    requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id, request }),
  ).rejects.toMatchObject({ code: 'step-not-open' });
});
