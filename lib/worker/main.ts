import { trustExtraCa } from '#lib/platform/extra-ca.ts';
import { config } from '#lib/platform/config.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { openQueue } from '#lib/operations/queue.ts';
import { takeUpUnfinished, unattendedJobs } from '#lib/services/jobs.ts';

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

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // A job that is cut off is taken up again by the next worker.
    void queue.stop().finally(() => process.exit(0));
  });
}
