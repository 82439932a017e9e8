import { expect, test } from 'vitest';
import { ANN } from '../fakes.ts';
import { HistoryPage } from './contract.ts';
import { fakeHistory } from './fakes.ts';
import { historyPage } from './read-history.ts';

const OF = { tenantId: ANN.tenantId, onboardingId: 'o' };
const RITA = { ...ANN, tenantId: 'operator', objectId: 'rita', name: 'Rita' };

test('says who did what, and from what to what', async () => {
  const history = fakeHistory();
  await history.record({ ...OF, actor: ANN, action: 'step.completed', facts: { step: 'run-validation' } });
  await history.record({ ...OF, actor: ANN, action: 'request.field', facts: { field: 'Notes', from: null, to: 'Hi' } });
  await history.record({ ...OF, actor: RITA, action: 'submission.verified', facts: { differences: 0 } });
  await history.record({ ...OF, action: 'something.happened-here' });
  const { entries, chain } = HistoryPage.parse(await historyPage({ history }, OF));
  expect(entries.map(({ byName, side, words }) => [byName, side, words])).toEqual([
    ['The portal', 'portal', 'Something: happened here.'],
    ['Rita', 'operator', 'Read the run again at its source: no difference.'],
    ['Ann', 'isv', 'Changed Notes.'],
    ['Ann', 'isv', 'Completed the step “Run validation”.'],
  ]);
  expect(entries[2]?.change).toEqual({ field: 'Notes', from: null, to: 'Hi' });
  expect(chain).toMatchObject({ holds: true, events: 4 });
});

test('pages lead to the first event, each once, and the chain is checked with the newest', async () => {
  const history = fakeHistory();
  for (let count = 1; count <= 40; count += 1) await history.record({ ...OF, actor: ANN, action: `a.${count}` });
  const first = await historyPage({ history }, OF);
  const second = await historyPage({ history }, { ...OF, before: first.next });
  const third = await historyPage({ history }, { ...OF, before: second.next });
  const positions = [first, second, third].flatMap(({ entries }) => entries.map(({ position }) => position));
  expect(positions).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
  expect([first.chain?.events, second.chain, third.next]).toEqual([40, undefined, undefined]);
});

test('a changed event is said at the head of the history', async () => {
  const history = fakeHistory();
  for (const action of ['a.1', 'a.2', 'a.3']) await history.record({ ...OF, actor: ANN, action });
  history.rows[1]!.actorName = 'Bob';
  const { chain } = await historyPage({ history }, OF);
  expect(chain).toMatchObject({ holds: false, problem: 'Event 2 was changed after it was written.' });
});

test.each([
  [
    'changed',
    [{ number: 1, sha256: 'b'.repeat(64) }],
    'Evidence number 1 was changed after it was handed in: its SHA-256 is not aaaaaaaaaaaa… any more. Event 2 names it.',
  ],
  ['removed', [], 'Evidence number 1 was removed after it was handed in. Event 2 names it.'],
  ['left as it was', [{ number: 1, sha256: 'a'.repeat(64) }], undefined],
])('evidence that was %s is told by the event that names it', async (_what, evidence, problem) => {
  const history = fakeHistory();
  await history.record({ ...OF, actor: ANN, action: 'submission.opened' });
  const facts = { number: 1, evidenceSha256: 'a'.repeat(64), runId: 'r' };
  await history.record({ ...OF, actor: ANN, action: 'submission.submitted', facts });
  await history.record({ ...OF, actor: ANN, action: 'submission.submitted', facts: { from: 'draft' } });
  history.evidence.push(...evidence);
  const { chain } = HistoryPage.parse(await historyPage({ history }, OF));
  expect(chain).toEqual({ holds: problem === undefined, events: 3, head: history.rows[0]?.hash, problem });
});
