import { randomInt } from 'node:crypto';

const LATEST_TICKS = 9_223_372_036_854_775_807n;
const EPOCH_TICKS = 621_355_968_000_000_000n;
let counter = randomInt(1e6);

/** A run's name: newer ones sort first, and no two are the same, like `08584241990693220123474542218CU00`. */
export function runName(now: Date): string {
  const left = LATEST_TICKS - (BigInt(now.getTime()) * 10_000n + EPOCH_TICKS);
  counter = (counter + 1) % 1e6;
  const unique = `${String(randomInt(1e3)).padStart(3, '0')}${String(counter).padStart(6, '0')}`;
  return `${String(left).padStart(20, '0')}${unique}CU00`;
}
