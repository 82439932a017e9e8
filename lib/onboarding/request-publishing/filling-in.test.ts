import { expect, test } from 'vitest';
import { BOB } from '../fakes.ts';
import { answerFinding } from './answer-finding.ts';
import { handedIn, setUp } from './filled.fixture.ts';
import { takeUpRequest, withdrawRequest } from './move-request.ts';
import { prefillRequest } from './prefill.ts';

test('a Submission ID exists from the first visit, and stays', async () => {
  const { ports, read } = await setUp();
  const { submission, fields } = await read();
  expect(submission).toMatchObject({ status: 'draft', turn: 'isv', isEditable: true });
  expect(fields).toEqual({});
  expect((await read()).submission.id).toBe(submission.id);
  expect(ports.submissions.rows).toHaveLength(1);
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
