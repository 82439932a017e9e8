import { expect, test } from 'vitest';
import { fakeHistory } from '#lib/onboarding/history/fakes.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import { fakeSubmissions } from '#lib/onboarding/request-publishing/fakes.ts';
import type { Visits } from '#lib/rules/visits.ts';
import type { NoteRecord } from '../notes/ports.ts';
import { SinceLook } from './contract.ts';
import { look, readSinceLook } from './since-look.ts';

const RITA: Person = { tenantId: 'operator', objectId: 'rita', name: 'Rita', username: '' };
const ROB: Person = { ...RITA, objectId: 'rob', name: 'Rob' };
const ANN: Person = { tenantId: 'contoso', objectId: 'ann', name: 'Ann', username: '' };
const ID = '11111111-1111-4111-8111-111111111111';
const EARLY = '2026-01-01T00:00:00.000Z';

function world() {
  const at = new Date();
  const of = { tenantId: 'contoso', onboardingId: 'o' };
  const row = { ...of, id: ID, status: 'submitted' as const, statusAt: at, version: 1, createdAt: at, fields: {} };
  const submissions = fakeSubmissions([{ ...row, submitted: { at, byId: 'ann', byName: 'Ann' } }]);
  const history = fakeHistory();
  const notes: NoteRecord[] = [];
  const kept = new Map<string, Visits>();
  const looks = {
    last: async (_id: string, reviewerId: string) => kept.get(reviewerId),
    remember: async (_id: string, reviewerId: string, visits: Visits) => void kept.set(reviewerId, visits),
  };
  const ports = { submissions, history, looks, notes: { pageForOperator: async () => ({ rows: notes }) } };
  const ask = { submissionId: ID, person: RITA };
  return {
    did: (actor: Person, action = 'message.sent', facts: Record<string, unknown> = { side: 'isv' }) =>
      history.record({ ...of, actor, action, facts }),
    noted: ({ objectId: byId, name: byName }: Person) =>
      notes.push({ id: byId, words: 'Hm.', byId, byName, at: new Date() }),
    read: async (now = new Date()) => SinceLook.parse(await readSinceLook({ ...ports, now: () => now }, ask)),
    look: (given: string, seen = false) => look(ports, { ...ask, at: given, seen }),
  };
}

test('on a first visit nothing is called new', async () => {
  const { did, read } = world();
  await did(ANN);
  expect(await read()).toMatchObject({ entries: [], notes: [], isMore: false });
});

test('what others did since is told, with notes of other reviewers, and never one’s own doings', async () => {
  const { did, noted, read, look: visit } = world();
  await visit(EARLY, true);
  await did(ANN);
  await did(RITA);
  await did(ROB, 'checklist.confirmed', { number: 1, title: 'The logos' });
  noted(ROB);
  noted(RITA);
  const { entries, notes } = await read();
  expect(entries.map(({ byName }) => byName)).toEqual(['Rob', 'Ann']);
  expect(notes).toMatchObject([{ byName: 'Rob' }]);
});

test('it stays while the page is loaded again and again, and goes when it is said to be seen', async () => {
  const { did, read, look: visit } = world();
  await visit(EARLY);
  await did(ANN);
  const there = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await visit(there(0).toISOString());
  expect((await read(there(5))).entries).toHaveLength(1);
  await visit('2999-01-01T00:00:00.000Z', true);
  expect((await read(there(5))).entries).toEqual([]);
});

test('a field that was saved at every pause is one change, and one that is as it was is none', async () => {
  const { did, read, look: visit } = world();
  await visit(EARLY, true);
  const typed = (field: string, from: string, to: string) => did(ANN, 'request.field-changed', { field, from, to });
  await typed('app.name', 'Pay', 'Payr');
  await typed('notes', 'x', 'y');
  await typed('app.name', 'Payr', 'Payroll');
  await typed('notes', 'y', 'x');
  expect((await read()).entries.map(({ change }) => change)).toEqual([
    { field: 'Application name', from: 'Pay', to: 'Payroll' },
  ]);
});

test('more than fits is said to be more', async () => {
  const { did, read, look: visit } = world();
  await visit(EARLY, true);
  for (let index = 0; index < 32; index += 1) await did(ANN);
  const { entries, isMore } = await read();
  expect([entries.length, isMore]).toEqual([30, true]);
});
