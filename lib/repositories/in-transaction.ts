import type { Database, Transaction } from './database.ts';

/** Those who write to one request or one history wait for one another; a burst of them must not run out of patience. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/** Does what belongs together in one transaction: all of it or nothing. */
export function inTransaction<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.$transaction(work, PATIENCE);
}
