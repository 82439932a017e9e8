import type { RunStarts } from '#lib/onboarding/record/ports.ts';
import { sqlRunner, type Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { runsIn } from './prisma-runs.ts';

/** Sends the job that watches a run, as part of a transaction. */
export type SendWatch = (
  run: { tenantId: string; onboardingId: string; runId: string },
  transaction: ReturnType<typeof sqlRunner>,
) => Promise<void>;

/** The start of a run in PostgreSQL: its row and its job are written in one transaction. */
export function prismaRunStarts(database: Database, openWatch: () => Promise<SendWatch>): RunStarts {
  return {
    async record(tenantId, onboardingId, { runName, versionId, ...run }) {
      // Connecting to the queue may take longer than a transaction should stay open.
      const sendWatch = run.watchedBy === 'portal' ? await openWatch() : undefined;
      return inTransaction(database, async (transaction) => {
        const runs = runsIn(transaction);
        const kept = await runs.insert(tenantId, onboardingId, run);
        if (kept.status !== 'starting') return kept;
        const begun = await runs.update(tenantId, run.id, { runName, versionId, status: 'running' });
        await sendWatch?.({ tenantId, onboardingId, runId: run.id }, sqlRunner(transaction));
        return begun;
      });
    },
  };
}
