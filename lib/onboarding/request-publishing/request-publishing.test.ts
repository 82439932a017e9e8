import { subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import type { WorkflowFacts } from '../ports.ts';
import { verifyRun } from '../run-validation/read-validation.ts';
import { EvidenceContent, KeptContent } from '../evidence/content.ts';
import { sha256 } from '../evidence/handed-in.ts';
import { filledInForSso, handedIn, setUp } from './filled.fixture.ts';

test('a complete request is handed in, the step completed', async () => {
  const { ports, ask, read } = await handedIn();
  const { submission, unmet } = await read();
  expect(submission).toMatchObject({ status: 'submitted', turn: 'operator', submitted: { byName: 'Ann' } });
  expect(unmet).toEqual([]);
  const record = await ports.onboardings.get('contoso', ask.onboardingId);
  expect(record?.completed['request-publishing']).toBeInstanceOf(Date);
});

test('what it rests on is kept as evidence, in the words of its hour', async () => {
  const { ports, ask, runId } = await handedIn();
  const [kept] = ports.evidence.rows;
  expect(kept).toMatchObject({ number: 1, runId, byName: 'Ann', sha256: sha256(kept!.text) });
  const content = EvidenceContent.parse(JSON.parse(kept!.text));
  expect(canonicalJson(content) === kept!.text).toBe(true);
  expect(content).toMatchObject({
    ...{ submissionId: ports.submissions.rows[0]?.id, onboarding: { id: ask.onboardingId }, verdict: { ready: true } },
    request: { 'app.name': { value: 'Payroll', byName: 'Ann' } },
  });
  expect(content.acceptance.every(({ ok }) => ok)).toBe(true);
});

test('single sign-on alone is kept as what was stated, labelled as not verified', async () => {
  const { ports, save, submit, read } = await setUp();
  await save(filledInForSso());
  expect(await submit()).toMatchObject({
    state: 'done',
    steps: [{}, { title: expect.stringMatching(/^Keep what is/) as string }],
  });
  const [kept] = ports.evidence.rows;
  expect(kept).toMatchObject({ number: 1, byName: 'Ann', sha256: sha256(kept!.text) });
  expect(KeptContent.parse(JSON.parse(kept!.text))).toMatchObject({
    ...{ format: 2, request: { 'app.name': { value: 'Payroll', byName: 'Ann', version: 1 } } },
    notVerified: [{ what: 'single-sign-on', testId: 'T-4711', statedByName: 'Ann' }],
  });
  expect((await read()).evidence).toMatchObject([{ number: 1, sha256: kept!.sha256 }]);
});

test('the publisher is told until when the reviewers mean to act, and whether they are late', async () => {
  const { ports, read } = await handedIn();
  const due = async (at: string) => {
    ports.submissions.rows[0]!.dueAt = new Date(at);
    return (await read()).deadlines.due;
  };
  expect(await due('2020-11-28T00:00Z')).toEqual({ day: '2020-11-27', isLate: true });
  expect(await due('2999-11-28T12:00Z')).toEqual({ day: '2999-11-28', isLate: false });
  ports.submissions.rows[0]!.status = 'withdrawn';
  expect((await read()).deadlines).toEqual({ due: undefined, expiryDays: 60 });
});

test('pressed twice it is handed in once', async () => {
  const { ports, submit } = await handedIn();
  expect(await submit()).toMatchObject({ state: 'done' });
  expect(ports.submissions.rows).toMatchObject([{ status: 'submitted', version: 1 }]);
  expect(ports.evidence.rows).toHaveLength(1);
});

test('what is missing is said, and nothing is handed in', async () => {
  const { ports, submit, read } = await setUp();
  const view = await submit();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'not-verified' } });
  expect(view.problem?.detail).toMatch(/^The request is not complete\. .* And \d+ more\.$/);
  expect((await read()).unmet.length).toBeGreaterThan(10);
  expect(ports.submissions.rows).toMatchObject([{ status: 'draft' }]);
});

test('what no longer holds at the source is named, and nothing is handed in', async () => {
  const { ports, cloud, save, submit } = await setUp();
  await save();
  cloud.runs[0]!.status = 'Failed';
  const view = await submit();
  expect(view).toMatchObject({ state: 'failed', problem: { code: 'not-verified' } });
  expect(view.problem?.detail).toContain('“It has succeeded” does not hold');
  expect(ports.submissions.rows).toMatchObject([{ status: 'draft' }]);
});

type World = Awaited<ReturnType<typeof setUp>>;
const changes: [string, (world: World) => void, string][] = [
  [
    'a mapping',
    ({ provisioning: { mappings } }) => void (mappings[0]!.attributes[2]!.source = 'displayName'),
    'name.givenName was givenName, Always, and is displayName, Always. Validate again: Create a user, Update a user.',
  ],
  [
    'a parameter',
    ({ cloud }) => void (inAzure(cloud).parameters['IsManagerAttributeSupported'] = { value: false }),
    'The parameter IsManagerAttributeSupported was true, and is false. Validate again: Set, change and remove a manager.',
  ],
  ['the definition', ({ cloud }) => void (inAzure(cloud).definition['triggers'] = {}), 'The template was '],
];
/** Written anew, as anybody may do there: versions that ran stay as they were. */
function inAzure({ workflows }: World['cloud']) {
  const [[id, workflow]] = [...workflows] as [[string, WorkflowFacts]];
  const written = structuredClone(workflow);
  workflows.set(id, written);
  return written;
}

test.each(changes)(
  '%s that changed after the run is told, and the page goes on telling it',
  async (_w, change, words) => {
    const world = await setUp();
    await world.save();
    change(world);
    const { state, problem } = await world.submit();
    expect([state, problem?.detail]).toEqual(['failed', expect.stringContaining(words)]);
    expect(problem?.detail).toMatch(/^The integration has changed since the run\./);
    const told = (await world.read()).unmet.map(({ why }) => why);
    expect(told).toEqual([expect.stringContaining(words)]);
    expect(world.ports.evidence.rows).toEqual([]);
  },
);

test('a colleague who may not read the provisioning job hands in all the same', async () => {
  const { ports, save, submit } = await setUp();
  await save();
  ports.provisioning.mappings = () => Promise.reject(new AppError('upstream-forbidden', 'Not yours.'));
  expect(await submit()).toMatchObject({ state: 'done' });
});

test('a run that is too old is not evidence any more', async () => {
  const { cloud, rows, read, save, submit } = await setUp();
  await save();
  const endedAt = subDays(new Date(), 15);
  cloud.runs[0]!.endedAt = endedAt.toISOString();
  rows[0]!.endedAt = endedAt;
  expect((await read()).runs).toMatchObject([{ usable: false, whyNot: expect.stringContaining('too old') as string }]);
  expect(await submit()).toMatchObject({ problem: { code: 'not-verified' } });
});

test('reading a submitted run again does not change what was handed in', async () => {
  const { ports, cloud, rows, runId, ask } = await handedIn();
  cloud.runs[0]!.status = 'Failed';
  expect(await verifyRun(ports, { ...ask, runId })).toMatchObject({ status: 'failed', verified: false });
  expect(rows[0]).toMatchObject({ status: 'succeeded', ready: true });
});

test('is refused before there is a verified run', async () => {
  const { onboarding, submit } = await setUp();
  delete onboarding.completed['run-validation'];
  await expect(submit()).rejects.toMatchObject({ code: 'step-not-open' });
});

test.each(['withdrawn', 'in-review', 'rejected', 'published'] as const)(
  'an attempt that stopped does not hand in a request that is %s by now',
  async (status) => {
    const { ports, ask, save, submit, resume } = await setUp();
    expect(await submit()).toMatchObject({ state: 'failed' });
    await save();
    await ports.submissions.move('contoso', ask.onboardingId, { version: 0, to: status, action: 'x' });
    expect(await resume()).toMatchObject({ state: 'failed', problem: { code: 'conflict' } });
    expect(ports.submissions.rows).toMatchObject([{ status, version: 1 }]);
  },
);

test('an attempt that was lost right after it handed in completes the step', async () => {
  const { ports, ask, submit, save, resume } = await setUp();
  await save();
  const { completeStep } = ports.onboardings;
  ports.onboardings.completeStep = () => Promise.reject(new AppError('upstream-unavailable', 'Lost.'));
  expect(await submit()).toMatchObject({ state: 'failed' });
  ports.onboardings.completeStep = completeStep;
  expect(await resume()).toMatchObject({ state: 'done' });
  expect((await ports.onboardings.get('contoso', ask.onboardingId))?.completed['request-publishing']).toBeDefined();
  expect(ports.evidence.rows).toHaveLength(1);
});
