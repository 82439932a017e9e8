import { expect, test } from 'vitest';
import { eventHash, verifyChain, type ChainedEvent } from './audit-chain.ts';

function append(before: readonly ChainedEvent[], action: string, facts: unknown = {}): ChainedEvent[] {
  const last = before.at(-1);
  const event = {
    ...{ position: before.length + 1, previousHash: last?.hash ?? null, at: '2026-11-21T10:00:00.000Z' },
    ...{ tenantId: 'contoso', onboardingId: 'o', actorTenantId: 'contoso', actorId: 'ann', actorName: 'Ann' },
    ...{ action, facts, requestId: null },
  };
  return [...before, { ...event, hash: eventHash(event) }];
}
const whole = () => ['a', 'b', 'c', 'd'].reduce<ChainedEvent[]>((chain, action) => append(chain, action), []);
const renumbered = (events: ChainedEvent[]) => events.map((event, index) => ({ ...event, position: index + 1 }));
const rehashed = (event: ChainedEvent) => ({ ...event, hash: eventHash(event) });

test('an untouched chain holds, in whatever order it is read', () => {
  const chain = whole();
  expect(verifyChain(chain.toReversed())).toEqual({ holds: true, events: 4, head: chain[3]?.hash });
  expect(verifyChain([])).toEqual({ holds: true, events: 0, head: null });
});

test('the order of keys in an event’s facts means nothing', () => {
  const [event] = append([], 'a', { one: 1, two: { three: 3, four: 4 } });
  expect(verifyChain([{ ...event!, facts: { two: { four: 4, three: 3 }, one: 1 } }])).toMatchObject({ holds: true });
});

test.each([
  ['a word', (event: ChainedEvent) => ({ ...event, action: 'other' })],
  ['a name', (event: ChainedEvent) => ({ ...event, actorName: 'Bob' })],
  ['the time', (event: ChainedEvent) => ({ ...event, at: '2026-11-21T10:00:00.001Z' })],
  ['a fact', (event: ChainedEvent) => ({ ...event, facts: { to: 'x' } })],
  ['a word, its hash worked out anew', (event: ChainedEvent) => rehashed({ ...event, action: 'other' })],
])('%s changed: the event is named', (_what, change) => {
  const chain = whole().map((event) => (event.position === 2 ? change(event) : event));
  expect(verifyChain(chain)).toMatchObject({ holds: false, position: 2, what: 'changed' });
});

test('a removed event is named, also when the others were numbered anew', () => {
  const without = whole().filter(({ position }) => position !== 2);
  expect(verifyChain(without)).toMatchObject({ holds: false, position: 2, what: 'removed' });
  expect(verifyChain(renumbered(without))).toMatchObject({ holds: false, position: 2, what: 'removed' });
  expect(verifyChain(whole().slice(1))).toMatchObject({ holds: false, position: 1, what: 'removed' });
});

test('an event put in between is named, with the others moved or in the place of one', () => {
  const [a, b, c, d] = whole();
  const forged = rehashed({ ...b!, action: 'forged', previousHash: a!.hash });
  expect(verifyChain(renumbered([a!, forged, b!, c!, d!]))).toMatchObject({ position: 2, what: 'put-in-between' });
  expect(verifyChain([a!, b!, forged, c!, d!])).toMatchObject({ position: 2, what: 'put-in-between' });
});
