import { trustExtraCa } from '#lib/platform/extra-ca.ts';
import { config } from '#lib/platform/config.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { openQueue } from '#lib/operations/queue.ts';
import { takeUpUnfinished, unattendedJobs } from '#lib/services/jobs.ts';

const AGAIN_MS = 15 * 60_000;

/** The process that takes up unattended work: any number of them may run side by side. */
const settings = config();
trustExtraCa(settings.EXTRA_CA_FILE);
const logger = createLogger(settings.LOG_LEVEL);
const queue = await openQueue(settings.DATABASE_URL, unattendedJobs(), (err, job) =>
  logger.warn({ err, job }, 'job.failed'),
);
await queue.work();
await takeUpUnfinished(queue);
logger.info('worker.started');
// What recurs asks for its next time itself; should one have failed for good, it begins again.
const again = setInterval(() => {
  takeUpUnfinished(queue).catch((err: unknown) => logger.warn({ err }, 'worker.take-up-failed'));
}, AGAIN_MS);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // A job that is cut off is taken up again by the next worker.
    clearInterval(again);
    void queue.stop().finally(() => process.exit(0));
  });
}
