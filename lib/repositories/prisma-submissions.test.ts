import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { prismaAuditTrail } from './prisma-audit-trail.ts';
import { prismaEvidence } from './prisma-evidence.ts';
import { prismaFindings } from './prisma-findings.ts';
import { prismaOnboardings } from './prisma-onboardings.ts';
import { prismaRuns } from './prisma-runs.ts';
import { prismaSubmissions } from './prisma-submissions.ts';
import { aRun, aStart } from './records.fixture.ts';
import { testDatabase } from './test-database.ts';

const { database } = await testDatabase();
const onboardings = prismaOnboardings(database);
const submissions = prismaSubmissions(database);
const findings = prismaFindings(database);
const audit = prismaAuditTrail(database);
const NOT_FOUND = { code: 'not-found' };

async function opened() {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  const ann = { tenantId, objectId: 'ann', name: 'Ann', username: 'ann@contoso.example' };
  const submission = await submissions.open(tenantId, onboardingId, ann);
  const save = (field: string, value: unknown, base: number) =>
    submissions.saveFields(tenantId, onboardingId, { changes: [{ field, value, base }], by: ann });
  const history = async () =>
    (await audit.list(tenantId, onboardingId)).map(({ action, facts }) => ({ action, facts }));
  return { tenantId, onboardingId, ann, submission, save, history, own: [tenantId, onboardingId] as const };
}

test('opened twice at once it is one request, with one event', async () => {
  const { id: onboardingId, tenantId } = await onboardings.insert(aStart());
  const ann = { tenantId, objectId: 'ann', name: 'Ann', username: '' };
  const both = await Promise.all([1, 2].map(() => submissions.open(tenantId, onboardingId, ann)));
  expect(both[0]?.id).toBe(both[1]?.id);
  expect(await audit.list(tenantId, onboardingId)).toMatchObject([{ action: 'submission.opened' }]);
  expect((await onboardings.get(tenantId, onboardingId))?.submission).toMatchObject({ status: 'draft' });
});

test('for another tenant a request does not exist', async () => {
  const { onboardingId, ann } = await opened();
  const other = randomUUID();
  expect(await submissions.get(other, onboardingId)).toBeUndefined();
  await expect(submissions.open(other, onboardingId, ann)).rejects.toMatchObject(NOT_FOUND);
  await expect(submissions.saveFields(other, onboardingId, { changes: [] })).rejects.toMatchObject(NOT_FOUND);
  const move = { version: 0, to: 'submitted', action: 'x' } as const;
  await expect(submissions.move(other, onboardingId, move)).rejects.toMatchObject(NOT_FOUND);
});

test('a field keeps who wrote it, from what to what', async () => {
  const { save, history } = await opened();
  await save('notes', 'first', 0);
  const { submission } = await save('notes', 'second', 1);
  expect(submission.fields).toMatchObject({ notes: { value: 'second', version: 2, byName: 'Ann', byId: 'ann' } });
  const [changed] = await history();
  expect(changed).toMatchObject({ action: 'request.field-changed', facts: { from: 'first', to: 'second' } });
});

test('of two people who write one field at once the second is told, and nothing is overwritten', async () => {
  const { save, history } = await opened();
  const both = await Promise.all([save('notes', 'a', 0), save('notes', 'b', 0)]);
  expect(both.map(({ conflicts }) => conflicts).toSorted((one, other) => one.length - other.length)).toEqual([
    [],
    ['notes'],
  ]);
  expect((await history()).filter(({ action }) => action === 'request.field-changed')).toHaveLength(1);
});

test('the same words again are no change', async () => {
  const { save } = await opened();
  await save('docs.links', ['https://a.example'], 0);
  const { submission, conflicts } = await save('docs.links', ['https://a.example'], 0);
  expect([submission.fields['docs.links']?.version, conflicts]).toEqual([1, []]);
});

test('it moves once, from the state that was seen, with its event; then it is shut', async () => {
  const { own, save, history, ann } = await opened();
  const [tenantId, onboardingId] = own;
  const run = await prismaRuns(database).insert(tenantId, onboardingId, aRun());
  const submitted = { byId: 'ann', byName: 'Ann', runId: run.id, fieldVersions: {}, files: [] };
  const move = { version: 0, to: 'submitted', by: ann, action: 'submission.submitted', submitted } as const;
  const both = await Promise.allSettled([submissions.move(...own, move), submissions.move(...own, move)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await submissions.get(...own)).toMatchObject({
    status: 'submitted',
    version: 1,
    submitted: { runId: run.id },
  });
  await expect(save('notes', 'late', 0)).rejects.toMatchObject({ code: 'conflict' });
  expect((await history())[0]).toMatchObject({ action: 'submission.submitted', facts: { from: 'draft' } });
});

test('what was filled in after the judgement is not handed in, nor is evidence kept of it', async () => {
  const { own, save, submission, ann } = await opened();
  await save('notes', 'judged', 0);
  await save('notes', 'changed', 1);
  const text = '{}';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const evidence = { submissionId: submission.id, number: 1, sha256, text, redactions: [], byName: 'Ann' };
  const submitted = { byId: 'ann', byName: 'Ann', evidence, fieldVersions: { notes: 1 }, files: [] };
  const move = { version: 0, to: 'submitted', by: ann, action: 'submission.submitted', submitted } as const;
  await expect(submissions.move(...own, move)).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await prismaEvidence(database).list(...own)).toEqual([]);
  await submissions.move(...own, { ...move, submitted: { ...submitted, fieldVersions: { notes: 2 } } });
  expect(await prismaEvidence(database).list(...own)).toMatchObject([{ number: 1, sha256 }]);
});

test('with other files than those that were judged it is not handed in', async () => {
  const { own, submission } = await opened();
  const file = { kind: 'logo-large', fileName: 'logo.png', mediaType: 'image/png', bytes: 1, sha256: 'abc' };
  const who = { submissionId: submission.id, uploadedById: 'ann', uploadedByName: 'Ann' };
  const data = { ...file, ...who, facts: {}, content: new Uint8Array([1]) };
  await database.upload.createMany({ data: [data, { ...data, sha256: 'old', removedAt: new Date() }] });
  const handIn = (files: string[]) => {
    const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files };
    return submissions.move(...own, { version: 0, to: 'submitted', action: 'x', submitted });
  };
  for (const files of [[], ['abc', 'old'], ['old']])
    await expect(handIn(files)).rejects.toMatchObject({ code: 'version-conflict' });
  expect(await handIn(['abc'])).toMatchObject({ status: 'submitted' });
});

test('reviewers see what was handed in, and never a draft', async () => {
  const { own, submission } = await opened();
  expect(await submissions.getForOperator(submission.id)).toBeUndefined();
  const submitted = { byId: 'ann', byName: 'Ann', fieldVersions: {}, files: [] };
  await submissions.move(...own, { version: 0, to: 'submitted', action: 'x', submitted });
  expect(await submissions.getForOperator(submission.id)).toMatchObject({ id: submission.id });
});

test('what reading a submission again showed is kept, newest first', async () => {
  const { submission, ann } = await opened();
  const checks = [{ id: 'exists', title: 'It exists', ok: true, reason: 'It does.' }];
  await submissions.addReverificationForOperator(submission.id, { checks, differences: [] }, ann);
  await submissions.addReverificationForOperator(submission.id, { checks: [], differences: ['gone'] }, ann);
  const [last, first] = await submissions.reverificationsForOperator(submission.id);
  expect([last?.differences, first?.checks]).toEqual([['gone'], checks]);
  const adding = submissions.addReverificationForOperator(randomUUID(), { checks: [], differences: [] }, ann);
  await expect(adding).rejects.toMatchObject(NOT_FOUND);
});

test('what is to be changed comes with the request being given back, or neither does', async () => {
  const { own, history, ann } = await opened();
  await submissions.move(...own, { version: 0, to: 'submitted', by: ann, action: 'submission.submitted' });
  const ask = (words: string) => ({ anchor: { kind: 'field', name: 'app.name' }, kind: 'mandatory', words }) as const;
  const back = { version: 1, to: 'changes-requested', by: ann, action: 'submission.changes-requested' } as const;
  const unkeepable = 'PostgreSQL takes no \u0000 in a text';
  await expect(submissions.move(...own, { ...back, findings: [ask('One.'), ask(unkeepable)] })).rejects.toThrow();
  expect(await submissions.get(...own)).toMatchObject({ status: 'submitted', version: 1 });
  expect([await findings.list(...own), (await history()).length]).toEqual([[], 2]);
  await submissions.move(...own, { ...back, findings: [ask('One.'), ask('Two.')] });
  expect((await findings.list(...own)).map(({ words }) => words)).toEqual(['One.', 'Two.']);
  const actions = (await history()).map(({ action }) => action);
  expect(actions.slice(0, 3)).toEqual(['finding.added', 'finding.added', 'submission.changes-requested']);
});

test('a finding is answered once at each state, by its own tenant only', async () => {
  const { own, submission, ann, history } = await opened();
  const wanted = { anchor: { kind: 'field', name: 'app.name' }, kind: 'mandatory', words: 'Say more.' } as const;
  const [finding] = await findings.addForOperator(submission.id, [wanted], { ...ann, name: 'Rita' });
  const answer = {
    findingId: finding!.id,
    version: 0,
    words: 'Done.',
    side: 'isv',
    state: 'answered',
    by: ann,
    refuse: () => undefined,
  } as const;
  await expect(findings.answer(randomUUID(), own[1], answer)).rejects.toMatchObject(NOT_FOUND);
  const both = await Promise.allSettled([findings.answer(...own, answer), findings.answer(...own, answer)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await findings.list(...own)).toMatchObject([{ ...wanted, state: 'answered', messages: [{ words: 'Done.' }] }]);
  expect((await history()).map(({ action }) => action).slice(0, 2)).toEqual(['finding.answered', 'finding.added']);
  expect(await findings.list(randomUUID(), own[1])).toEqual([]);
});

test('what is said to a finding leaves nothing when the request is shut by then; reopening is told as such', async () => {
  const { own, submission, ann, history } = await opened();
  const wanted = { anchor: { kind: 'request', name: '' }, kind: 'question', words: 'Why?' } as const;
  const [finding] = await findings.addForOperator(submission.id, [wanted], ann);
  const said = { findingId: finding!.id, version: 0, words: 'Because.', by: ann } as const;
  const shut = (status: string) => {
    if (status === 'draft') throw new AppError('conflict', 'Shut.');
  };
  const late = findings.answer(...own, { ...said, side: 'isv', state: 'answered', refuse: shut });
  await expect(late).rejects.toMatchObject({ code: 'conflict' });
  expect(await findings.list(...own)).toMatchObject([{ state: 'open', version: 0, messages: [] }]);
  const anyState = () => undefined;
  await findings.answer(...own, { ...said, words: '', side: 'operator', state: 'resolved', refuse: anyState });
  await findings.answer(...own, { ...said, version: 1, side: 'operator', state: 'open', refuse: anyState });
  expect(await findings.list(...own)).toMatchObject([{ state: 'open', messages: [{ side: 'operator' }] }]);
  const actions = (await history()).map(({ action }) => action);
  expect(actions.slice(0, 3)).toEqual(['finding.reopened', 'finding.resolved', 'finding.added']);
});
