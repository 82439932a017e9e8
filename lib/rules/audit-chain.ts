import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** One event of an onboarding's history as it is kept. Each carries the hash of the one before it. */
export type ChainedEvent = {
  /** From 1 on, without a gap. */
  position: number;
  /** Null for the first. */
  previousHash: string | null;
  hash: string;
  at: string;
  tenantId: string;
  onboardingId: string;
  actorTenantId: string | null;
  actorId: string | null;
  actorName: string;
  action: string;
  facts: unknown;
  requestId: string | null;
};

/** An event as it stands in the table; one without a place is older than the chain. */
export type KeptEvent = Omit<ChainedEvent, 'position' | 'previousHash' | 'hash'> & {
  [Key in 'position' | 'previousHash' | 'hash']: ChainedEvent[Key] | null;
};

export type ChainCheck =
  | { holds: true; events: number; head: string | null }
  | { holds: false; events: number; head: string | null; position: number; what: ChainBreak; words: string };
export type ChainBreak = 'changed' | 'removed' | 'put-in-between';

/** SHA-256 over everything the event says, its place and the hash before it. */
export function eventHash(event: Omit<ChainedEvent, 'hash'>): string {
  const { position, previousHash, at, tenantId, onboardingId, actorTenantId, actorId, actorName } = event;
  const { action, facts, requestId } = event;
  const said = { position, previousHash, at, tenantId, onboardingId, actorTenantId, actorId, actorName };
  return createHash('sha256')
    .update(canonicalJson({ ...said, action, facts, requestId }))
    .digest('hex');
}

/**
 * Whether the events are what was written, in its order: the first that was changed, removed or put in between is named.
 * Events missing at the very end are not noticed here; whoever knows the head's hash or the number of events notices them.
 */
export function verifyChain(given: readonly ChainedEvent[]): ChainCheck {
  const events = given.toSorted((a, b) => a.position - b.position);
  const facts = { events: events.length, head: events.at(-1)?.hash ?? null };
  for (const [index, event] of events.entries()) {
    const found = breakAt(event, index + 1, events[index - 1]);
    if (found) return { holds: false, ...facts, ...found };
  }
  return { holds: true, ...facts };
}

type Found = { position: number; what: ChainBreak; words: string };

function breakAt(event: ChainedEvent, position: number, before: ChainedEvent | undefined): Found | undefined {
  if (event.position > position) return broken(position, 'removed');
  if (event.position < position) return broken(event.position, 'put-in-between');
  if (eventHash(event) !== event.hash) return moved(event) ?? broken(position, 'changed');
  const expected = before?.hash ?? null;
  if (event.previousHash === expected) return undefined;
  // This event is what was written, so the one before it is not: its hash was worked out anew.
  return before ? broken(before.position, 'changed') : broken(position, 'removed');
}

/** An event that is whole but stands elsewhere: the others were numbered anew to hide a gap or to make room. */
function moved(event: ChainedEvent): Found | undefined {
  for (let distance = 1; distance <= 50; distance += 1) {
    const [earlier, later] = [event.position - distance, event.position + distance];
    if (eventHash({ ...event, position: earlier }) === event.hash) return broken(earlier, 'put-in-between');
    if (eventHash({ ...event, position: later }) === event.hash) return broken(event.position, 'removed');
  }
  return undefined;
}

const WORDS: Record<ChainBreak, (position: number) => string> = {
  changed: (position) => `Event ${position} was changed after it was written.`,
  removed: (position) => `Event ${position} was removed.`,
  'put-in-between': (position) => `Event ${position} was put in between later.`,
};

function broken(position: number, what: ChainBreak): Found {
  return { position, what, words: WORDS[what](position) };
}

/** Whether all events of an onboarding are what was written. What has no place must be older than the first that has one. */
export function verifyHistory(events: readonly KeptEvent[]): ChainCheck {
  const chain = events.filter(isChained);
  const check = verifyChain(chain);
  const begin = chain.map(({ at }) => at).sort()[0];
  const stranger = events.find((event) => !isChained(event) && begin !== undefined && event.at >= begin);
  if (!check.holds || !stranger) return check;
  const words = `An event of ${stranger.at} was put in between later: it has no place in the chain.`;
  return { ...check, holds: false, position: 0, what: 'put-in-between', words };
}

function isChained(event: KeptEvent): event is ChainedEvent {
  return event.position !== null && event.hash !== null;
}
