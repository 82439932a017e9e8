import { AsyncLocalStorage } from 'node:async_hooks';

const listeners = new AsyncLocalStorage<(words: string) => unknown>();

/** Does the work, and hears of every wait that a service asks for in between. */
export function hearingWaits<Result>(hear: (words: string) => unknown, work: () => Promise<Result>): Promise<Result> {
  return listeners.run(hear, work);
}

/** Tells those who wait for this work that it stands still for a while, and why. Nobody may be listening. */
export function tellWait(service: string, seconds: number): void {
  listeners.getStore()?.(`${service} is busy and asks to wait ${secondsWords(seconds)}.`);
}

function secondsWords(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  return whole === 1 ? 'a second' : `${whole} seconds`;
}
