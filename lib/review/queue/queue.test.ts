import { expect, test } from 'vitest';
import type { Person } from '#lib/onboarding/ports.ts';
import { assignSubmissions } from './assign.ts';
import { QueuePage, QueueQuery } from './contract.ts';
import type { QueueRow } from './ports.ts';
import { aRow, clocksOf, ID, NOW } from './queue.fixture.ts';
import { readQueue } from './read-queue.ts';

const RITA: Person = { tenantId: 'operator', objectId: 'rita', name: 'Rita', username: '' };

async function shown(row: QueueRow, operator = 5) {
  const clocks = clocksOf(operator);
  const queue = { page: async () => ({ rows: [row], count: 1, isMoreThanCounted: false, clocks }) };
  const ports = { queue, validityDays: 14 };
  const page = QueuePage.parse(await readQueue(ports, { person: RITA, query: QueueQuery.parse({}), now: NOW }));
  return page.submissions[0]!;
}

test('both clocks are told, and when the side whose turn it is will be late', async () => {
  const turns = [
    { side: 'isv' as const, startedAt: new Date('2026-11-19T00:00:00Z'), endedAt: new Date('2026-11-20T12:00:00Z') },
    ...aRow().turns,
  ];
  expect(await shown(aRow({ turns }))).toMatchObject({
    clocks: {
      operator: { usedDays: 2, targetDays: 5, timeZone: 'UTC' },
      isv: { usedDays: 1.5, targetDays: 10, timeZone: 'Europe/Berlin' },
    },
    dueAt: '2026-11-28T00:00:00.000Z',
    isLate: false,
    turn: 'operator',
  });
  expect((await shown(aRow(), 1)).isLate).toBe(true);
});

test('evidence that is about to end is a risk, until it was decided on', async () => {
  const runEndedAt = new Date('2026-11-13T00:00:00Z');
  expect((await shown(aRow({ runEndedAt }))).riskFlags).toEqual(['evidence-expiring']);
  for (const status of ['approved', 'in-preview', 'published', 'rejected', 'withdrawn', 'expired'] as const) {
    expect((await shown(aRow({ runEndedAt, status }))).riskFlags).toEqual([]);
  }
  expect((await shown(aRow({ runEndedAt: NOW }))).riskFlags).toEqual([]);
});

function assigning(known = [{ id: '22222222-2222-4222-8222-222222222222', name: 'Rob' }]) {
  const given: unknown[] = [];
  const assign = async (all: { id: string }[], to: unknown) => {
    given.push(to);
    return all.slice(0, 1).map(({ id }) => id);
  };
  const ports = { queue: { assign }, people: { withRole: async () => known } };
  const submissions = [
    { id: ID, seenAssigneeId: null },
    { id: '33333333-3333-4333-8333-333333333333', seenAssigneeId: null },
  ];
  return { given, to: (to: string) => assignSubmissions(ports, { person: RITA, submissions, to }) };
}

test('a reviewer who has signed in can be given work, as can oneself and nobody', async () => {
  const { given, to } = assigning();
  for (const one of ['me', 'nobody', '22222222-2222-4222-8222-222222222222']) await to(one);
  expect(given).toMatchObject([{ id: 'rita' }, undefined, { name: 'Rob' }]);
  await expect(to('44444444-4444-4444-8444-444444444444')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(given).toHaveLength(3);
});

test('those that somebody else has assigned meanwhile are named', async () => {
  const { assigned, conflicts } = await assigning().to('me');
  expect([assigned, conflicts]).toEqual([[ID], ['33333333-3333-4333-8333-333333333333']]);
});
