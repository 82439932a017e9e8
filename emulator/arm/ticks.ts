const MAX_TICKS = 9_223_372_036_854_775_807n;
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
const TICKS_PER_MS = 10_000n;

let last = MAX_TICKS;

/** A version id as Logic Apps numbers them: 20 digits that go down as time goes on, so that names sort newest first. */
export function newVersionId(now: Date): string {
  const wanted = MAX_TICKS - (UNIX_EPOCH_TICKS + BigInt(now.getTime()) * TICKS_PER_MS);
  last = wanted < last ? wanted : last - 1n;
  return last.toString().padStart(20, '0');
}
