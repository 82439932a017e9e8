import { expect, test } from 'vitest';
import { requestChanges } from '../request-changes.ts';
import { REVIEWER } from '../review.fixture.ts';
import { approvalGate } from './approval-gate.ts';
import { listed } from './checklist.fixture.ts';

const ROB = { ...REVIEWER, objectId: 'rob', name: 'Rob' };

test('the portal answers what it can and leaves to people what it cannot, each with where it comes from', async () => {
  const { items } = await (await listed()).list();
  const of = (who: string) => items.filter(({ askedOf }) => askedOf === who);
  expect(of('person').map(({ id }) => id)).toEqual(
    expect.arrayContaining(['app.description', 'logo.brand', 'documentation.fits', 'mappings', 'partner']),
  );
  expect(of('portal').map(({ id }) => id)).toEqual(
    expect.arrayContaining(['request.complete', 'run.accepted', 'run.read-again', 'links', 'contacts', 'history']),
  );
  expect(items.every(({ source, found }) => source !== '' && found !== '')).toBe(true);
  expect(of('person').some(({ isSettled }) => isSettled)).toBe(false);
});

test('what does not hold is told plainly, with what to ask the ISV for', async () => {
  const { item } = await listed();
  expect(await item('contacts')).toMatchObject({
    ...{ holds: false, isSettled: false, found: expect.stringContaining('support contact') },
    ask: [{ anchor: { kind: 'field', name: 'contacts.support.email' } }],
  });
  expect(await item('run.read-again')).toMatchObject({ holds: false, ask: [] });
  expect(await item('run.accepted')).toMatchObject({ holds: true, details: [], ask: [] });
});

test('reading the run again answers an item', async () => {
  const { item, again } = await listed();
  await again();
  expect(await item('run.read-again')).toMatchObject({
    holds: true,
    found: 'Nothing has changed since it was handed in.',
  });
});

test('a person’s item is settled when it is confirmed, and open again when that is taken back', async () => {
  const { item, confirm } = await listed();
  await confirm('logo.brand');
  expect(await item('logo.brand')).toMatchObject({ isSettled: true, confirmation: { byName: 'Rita', version: 1 } });
  await confirm('logo.brand', { isConfirmed: false }, ROB);
  expect(await item('logo.brand')).toMatchObject({ isSettled: false, confirmation: { byName: 'Rob', version: 2 } });
});

test('what does not hold is passed over with words alone, and what holds needs none', async () => {
  const { item, confirm, again } = await listed();
  await again();
  await expect(confirm('contacts')).rejects.toThrow('Say why it is right all the same.');
  await expect(confirm('run.accepted', { words: 'Fine.' })).rejects.toMatchObject({ code: 'conflict' });
  await confirm('contacts', { words: 'Sam has answered my call.' });
  expect(await item('contacts')).toMatchObject({ holds: false, isSettled: true });
});

test('words say nothing about what was found later', async () => {
  const { ports, item, confirm } = await listed();
  await confirm('run.read-again', { words: 'Azure is away, and I saw it yesterday.' });
  const read = { checks: [], differences: ['The run’s end is another one now.'] };
  await ports.submissions.addReverificationForOperator(ports.submissions.rows[0]!.id, read, ROB);
  expect(await item('run.read-again')).toMatchObject({ isSettled: false, confirmation: { isCurrent: false } });
});

test('a confirmation of what is not there any more is refused', async () => {
  const { confirm } = await listed();
  for (const stale of [{ mark: 'older' }, { number: 7 }, { version: 3 }])
    await expect(confirm('logo.brand', stale)).rejects.toMatchObject({ code: 'version-conflict' });
  const secret = 'Use Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm5pZSJ9.c2lnbmF0dXJlLW9mLWl0';
  await expect(confirm('logo.brand', { words: secret })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('what is asked for is settled, not passed over, and while the ISV has the request nothing is confirmed', async () => {
  const { ports, submissionId, item, confirm } = await listed();
  const change = { anchor: { kind: 'request', name: '' }, kind: 'mandatory', words: 'Say more.' } as const;
  await ports.findings.addForOperator(submissionId, [change], REVIEWER);
  expect(await item('findings')).toMatchObject({ holds: false, mayExcuse: false, found: 'Open: Say more.' });
  await expect(confirm('findings', { words: 'Never mind.' })).rejects.toThrow('it has to be put right');
  await requestChanges(ports, { submissionId, person: REVIEWER, version: 1, findings: [] });
  await expect(confirm('logo.brand')).rejects.toMatchObject({ code: 'conflict' });
});

test('the gate of approving names what is left, and what was seen of the list', async () => {
  const { ports, list, again, confirm, submissionId } = await listed();
  const gate = approvalGate(async () => ports);
  expect((await gate.look(submissionId)).left).toContain('The logos show the application’s own brand');
  await again();
  for (const { id, isSettled } of (await list()).items) if (!isSettled) await confirm(id, { words: 'I looked.' });
  const { left, seen } = await gate.look(submissionId);
  expect(left).toEqual([]);
  expect(seen).toMatchObject({ number: 1, versions: { 'logo.brand': 1 } });
});
