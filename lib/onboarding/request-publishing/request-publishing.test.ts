import { subDays } from 'date-fns';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { canonicalJson } from '#lib/rules/canonical-json.ts';
import { ANN, BOB } from '../fakes.ts';
import type { WorkflowFacts } from '../ports.ts';
import { resumeOperation } from '../operations/resume-operation.ts';
import { CARRIER, verifiedWorld } from '../run-validation/world.ts';
import { verifyRun } from '../run-validation/read-validation.ts';
import { EvidenceContent, KeptContent } from '../evidence/content.ts';
import { sha256 } from '../evidence/handed-in.ts';
import { answerFinding } from './answer-finding.ts';
import { PublishingStep } from './contract.ts';
import { filledIn, filledInForSso, meetEveryRule } from './filled.fixture.ts';
import { takeUpRequest, withdrawRequest } from './move-request.ts';
import { prefillRequest } from './prefill.ts';
import { readPublishingStep } from './read-request.ts';
import { requestPublishing, requestResume } from './request-publishing.ts';
import { saveFields } from './save-fields.ts';

async function setUp() {
  const world = await verifiedWorld();
  const { ports, onboarding, runId } = world;
  const ask = { person: ANN, onboardingId: onboarding.id };
  await meetEveryRule(ports.onboardings, 'contoso', onboarding.id);
  return {
    ...world,
    ask,
    save: (changes = filledIn(runId), person = ANN) => saveFields(ports, { ...ask, person, changes }),
    submit: () => requestPublishing(ports, { carrier: CARRIER, onboardingId: onboarding.id }),
    resume: () =>
      resumeOperation(ports, {
        ...{ onboardingId: onboarding.id, kind: 'request-publishing', carrier: CARRIER },
        stepsFor: requestResume(ports),
      }),
    read: async () => PublishingStep.parse(await readPublishingStep(ports, ask)),
  };
}
async function handedIn() {
  const world = await setUp();
  await world.save();
  expect(await world.submit()).toMatchObject({ state: 'done' });
  return world;
}

test('a Submission ID exists from the first visit, and stays', async () => {
  const { ports, read } = await setUp();
  const { submission, fields } = await read();
  expect(submission).toMatchObject({ status: 'draft', turn: 'isv', isEditable: true });
  expect(fields).toEqual({});
  expect((await read()).submission.id).toBe(submission.id);
  expect(ports.submissions.rows).toHaveLength(1);
});

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

test('two people fill in different fields; of the same one the second is told', async () => {
  const { save, read } = await setUp();
  const change = (field: string, value: string) => [{ field, value, base: 0 }];
  await save(change('notes', 'mine'));
  expect((await save(change('app.name', 'Payroll'), BOB)).conflicts).toEqual([]);
  const { conflicts, step } = await save(change('notes', 'theirs'), BOB);
  expect(conflicts).toEqual(['notes']);
  expect(step.fields).toMatchObject({ notes: { value: 'mine', byName: 'Ann' }, 'app.name': { byName: 'Bob' } });
  expect((await save(change('notes', 'mine'), BOB)).conflicts).toEqual([]);
  expect((await read()).fields['notes']?.version).toBe(1);
});

test.each([
  ['made.up', 'x', 'A publishing request has no such field.'],
  ['notes', 'x'.repeat(5_000), '“Notes for the reviewers” does not take this value'],
  ['notes', 'Use client_secret: 8fJ2kLm93kdPq72nXw', '“Notes for the reviewers” looks as if it held'],
  [
    'attest.auth.rotation',
    { answer: 'perhaps' },
    '“Statement: Several client secrets can be active at once, and old ones can be deleted.” does not take',
  ],
])('%s does not take just anything, and keeps nothing else from being saved', async (field, value, said) => {
  const { save } = await setUp();
  const { step, refused } = await save([
    { field, value, base: 0 },
    { field: 'app.name', value: 'Payroll', base: 0 },
  ]);
  expect(refused).toEqual([{ field, problem: expect.stringContaining(said) as string }]);
  expect(Object.keys(step.fields)).toEqual(['app.name']);
});

test('what is known is filled in with its source; what a person wrote stays', async () => {
  const { ports, directory, ask, save, runId } = await setUp();
  directory.profile = { homepage: 'https://contoso.example', partnerOneId: '7654321' };
  await save([{ field: 'app.name', value: 'Payroll by Contoso', base: 0 }]);
  const { fields } = (await prefillRequest(ports, ask)).step;
  expect(fields).toMatchObject({
    'app.name': { value: 'Payroll by Contoso' },
    'app.homepage': { value: 'https://contoso.example', source: expect.stringContaining('registration') as string },
    'publisher.partnerOneId': { value: '7654321' },
    run: { value: runId, source: 'Your newest verified run' },
  });
  expect(fields['app.name']?.source).toBeUndefined();
  directory.profile = { homepage: 'https://www.contoso.example' };
  expect((await prefillRequest(ports, ask)).step.fields['app.homepage']?.value).toBe('https://www.contoso.example');
});

test('after it is handed in nothing changes, until it is taken back and up again', async () => {
  const { ports, ask, save, submit } = await handedIn();
  const change = [{ field: 'notes', value: 'late', base: 0 }];
  await expect(save(change)).rejects.toMatchObject({ code: 'conflict' });
  const moving = { ...ask, reason: 'Not yet' };
  await expect(withdrawRequest(ports, { ...moving, version: 0 })).rejects.toMatchObject({ code: 'version-conflict' });
  expect((await withdrawRequest(ports, { ...moving, version: 1 })).submission.status).toBe('withdrawn');
  await expect(save(change)).rejects.toMatchObject({ code: 'conflict' });
  const { submission } = await takeUpRequest(ports, { ...moving, version: 2 });
  expect(submission).toMatchObject({ status: 'draft', id: ports.submissions.rows[0]?.id });
  expect((await save(change)).conflicts).toEqual([]);
  expect(await submit()).toMatchObject({ state: 'done' });
});

test('a draft cannot be taken back', async () => {
  const { ports, ask, read } = await setUp();
  await read();
  const withdrawing = withdrawRequest(ports, { ...ask, version: 0, reason: '' });
  await expect(withdrawing).rejects.toMatchObject({ code: 'conflict', details: { from: 'draft' } });
});

test('what was asked for is answered item by item before it is handed in again', async () => {
  const { ports, ask, read, submit } = await handedIn();
  const { id } = (await read()).submission;
  const anchor = { kind: 'field', name: 'app.description' } as const;
  const [asked] = await ports.findings.addForOperator(id, [{ anchor, kind: 'mandatory', words: 'Say more.' }], BOB);
  await ports.submissions.move('contoso', ask.onboardingId, { version: 1, to: 'changes-requested', action: 'x' });
  expect((await read()).unmet).toMatchObject([{ id: `finding.${asked?.id}`, why: 'Say more.' }]);
  expect(await submit()).toMatchObject({ problem: { code: 'not-verified' } });
  const answer = { ...ask, findingId: asked!.id, version: 0, words: 'Done.' };
  const secret = answerFinding(ports, { ...answer, words: 'Try it with client_secret: 8fJ2kLm93kdPq72nXw' });
  await expect(secret).rejects.toThrow('Your answer looks as if it held');
  const { findings, unmet } = await answerFinding(ports, answer);
  expect([findings[0]?.state, unmet]).toEqual(['answered', []]);
  await expect(answerFinding(ports, answer)).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await submit()).toMatchObject({ state: 'done' });
});

test('nothing is answered while the reviewers have the request, nor before it is taken up again', async () => {
  const { ports, ask, read } = await handedIn();
  const anchor = { kind: 'request', name: '' } as const;
  const { id } = (await read()).submission;
  const [asked] = await ports.findings.addForOperator(id, [{ anchor, kind: 'question', words: 'Why?' }], BOB);
  const answer = { ...ask, findingId: asked!.id, version: 0, words: 'Because.' };
  const withThem = { code: 'conflict', message: expect.stringContaining('with the reviewers') as string };
  await expect(answerFinding(ports, answer)).rejects.toMatchObject(withThem);
  await withdrawRequest(ports, { ...ask, version: 1, reason: '' });
  await expect(answerFinding(ports, answer)).rejects.toThrow('Take the request up again first.');
  await takeUpRequest(ports, { ...ask, version: 2, reason: '' });
  expect((await answerFinding(ports, answer)).findings).toMatchObject([{ state: 'answered' }]);
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
