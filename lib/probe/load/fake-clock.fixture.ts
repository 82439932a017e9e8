import { setImmediate as turn } from 'node:timers/promises';
import type { LoadClock } from './clock.ts';

/** A clock that jumps to whatever is waited for next. */
export function fakeClock() {
  const waiting: { at: number; go: () => void }[] = [];
  let time = 0;
  const clock: LoadClock = {
    now: () => time,
    until(at, signal) {
      signal.throwIfAborted();
      return new Promise((go) => waiting.push({ at: Math.max(at, time), go }));
    },
  };
  return {
    clock,
    /** Something that takes that long by this clock. */
    after: (ms: number) => clock.until(time + ms, new AbortController().signal),
    async run<T>(work: Promise<T>): Promise<T> {
      let isDone = false;
      const settle = () => (isDone = true);
      work.then(settle, settle);
      for (await turn(); !isDone; await turn()) {
        waiting.sort((left, right) => left.at - right.at);
        const next = waiting.shift();
        if (!next) continue;
        time = next.at;
        next.go();
      }
      return work;
    },
  };
}
