import { expect, test } from 'vitest';
import { answerFinding } from '#lib/onboarding/request-publishing/answer-finding.ts';
import { readPublishingStep } from '#lib/onboarding/request-publishing/read-request.ts';
import { requestPublishing } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { CARRIER } from '#lib/onboarding/run-validation/world.ts';
import { requestChanges } from './request-changes.ts';
import { REVIEWER, submitted } from './review.fixture.ts';
import { reopenFinding, resolveFinding } from './settle-finding.ts';

/** A change was asked for, answered, and the request handed in again. */
async function answered() {
  const world = await submitted();
  const { ports, submissionId, ask } = world;
  const change = {
    anchor: { kind: 'field', name: 'app.name' },
    kind: 'mandatory',
    words: 'Use your own name.',
  } as const;
  const back = { submissionId, person: REVIEWER, version: 1, findings: [change] };
  const { findings } = await requestChanges(ports, back);
  const findingId = findings[0]!.id;
  await answerFinding(ports, { ...ask, findingId, version: 0, words: 'Done.' });
  const handIn = () => requestPublishing(ports, { carrier: CARRIER, onboardingId: ask.onboardingId });
  expect(await handIn()).toMatchObject({ state: 'done' });
  const about = { submissionId, findingId, version: 1, person: REVIEWER };
  return { ...world, about, handIn, seenByIsv: async () => (await readPublishingStep(ports, ask)).findings[0] };
}

test('an answer that does is marked as settled, and the publisher sees it', async () => {
  const { ports, about, seenByIsv } = await answered();
  expect((await resolveFinding(ports, about)).findings).toMatchObject([{ state: 'resolved', version: 2 }]);
  expect(await seenByIsv()).toMatchObject({ state: 'resolved', messages: [{ words: 'Done.' }] });
});

test('an answer that does not do is opened again with words, and keeps the request back until it is answered', async () => {
  const { ports, about, submissionId, ask, handIn, seenByIsv } = await answered();
  await reopenFinding(ports, { ...about, words: 'It is still ours.' });
  const said = { side: 'operator', byName: 'Rita', words: 'It is still ours.' };
  expect(await seenByIsv()).toMatchObject({ state: 'open', messages: [{ words: 'Done.' }, said] });
  const back = { submissionId, person: REVIEWER, version: 3, findings: [] };
  expect(await requestChanges(ports, back)).toMatchObject({ status: 'changes-requested' });
  expect(await handIn()).toMatchObject({ state: 'failed', problem: { code: 'not-verified' } });
  await answerFinding(ports, { ...ask, findingId: about.findingId, version: 2, words: 'Now it is done.' });
  expect(await handIn()).toMatchObject({ state: 'done' });
});

test('a request is not given back when nothing is to be done', async () => {
  const { ports, submissionId } = await answered();
  const back = requestChanges(ports, { submissionId, person: REVIEWER, version: 3, findings: [] });
  await expect(back).rejects.toThrow('Name at least one thing to change, or open one again.');
});

test('of two reviewers the second is told, and what is settled is not settled again', async () => {
  const { ports, about } = await answered();
  await resolveFinding(ports, about);
  await expect(reopenFinding(ports, { ...about, words: 'No.' })).rejects.toMatchObject({ code: 'version-conflict' });
  const again = resolveFinding(ports, { ...about, version: 2 });
  await expect(again).rejects.toThrow('What is settled cannot become settled.');
});

test('nothing is settled in a request that was decided, nor in one that is not there', async () => {
  const { ports, about } = await answered();
  await expect(resolveFinding(ports, { ...about, findingId: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  ports.submissions.rows[0]!.status = 'rejected';
  await expect(resolveFinding(ports, about)).rejects.toThrow('while the request is being reviewed');
});
