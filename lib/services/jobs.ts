import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { RunStarts } from '#lib/onboarding/record/ports.ts';
import { watchRun, type WatchedRun } from '#lib/onboarding/run-validation/watch-run.ts';
import { job, openQueue, PART_MS, type Job, type JobDefinition, type JobQueue } from '#lib/operations/queue.ts';
import { prismaRunStarts } from '#lib/repositories/prisma-run-starts.ts';
import { COUNT_FIGURES } from './count-figures.ts';
import { FORGET_REQUESTS } from './forget-requests.ts';
import { MAIL_CONTACT } from './contact-mail.ts';
import { foundation } from './foundation.ts';
import { KEEP_DEADLINES, MAIL_NOTIFICATIONS } from './notification-jobs.ts';
import { portalAccess } from './portal-access.ts';

/** Follows one run as the portal itself until it is judged; in parts, so that a lost worker costs little. */
export const WATCH_RUN: JobDefinition<WatchedRun> = {
  name: 'watch-run',
  payload: z.object({ tenantId: z.string(), onboardingId: z.uuid(), runId: z.uuid() }),
  keyOf: ({ runId }) => runId,
  async handle(watched, signal) {
    const { config, onboardings, runs } = foundation();
    const ports = { onboardings, runs, portal: portalAccess(), runTimeoutMs: config.RUN_TIMEOUT_MS };
    const partEnds = Date.now() + PART_MS;
    do {
      if ((await watchRun(ports, watched)) === 'done') return undefined;
      await sleep(config.RUN_READ_INTERVAL_MS, undefined, { signal });
    } while (Date.now() < partEnds);
    return { againInSeconds: 0 };
  },
};

/** Every kind of unattended work, for the worker. */
export function unattendedJobs(): Job[] {
  return [
    ...[job(WATCH_RUN), job(MAIL_CONTACT), job(COUNT_FIGURES)],
    ...[job(MAIL_NOTIFICATIONS), job(KEEP_DEADLINES), job(FORGET_REQUESTS)],
  ];
}

/** Sends what was on its way when the last worker was lost for good: asking twice changes nothing. */
export async function takeUpUnfinished(queue: JobQueue): Promise<void> {
  for (const { tenantId, onboardingId, id: runId } of await foundation().runs.unfinishedForPortal()) {
    await queue.send(WATCH_RUN, { tenantId, onboardingId, runId });
  }
  for (const recurring of [COUNT_FIGURES, MAIL_NOTIFICATIONS, KEEP_DEADLINES, FORGET_REQUESTS])
    await queue.send(recurring, {});
}

/** Kept on the process, like the foundation: one connection to the queue, made when the first job is sent. */
const KEY = Symbol.for('gallery-onboarding.queue');
type Holder = { [KEY]?: Promise<JobQueue> };

export function sendingQueue(): Promise<JobQueue> {
  const holder = globalThis as Holder;
  const { config, logger } = foundation();
  holder[KEY] ??= openQueue(config.DATABASE_URL, unattendedJobs(), (err, name) =>
    logger.warn({ err, job: name }, 'job.failed'),
  );
  // A database that was away for a moment must not shut the queue for good.
  holder[KEY].catch(() => delete holder[KEY]);
  return holder[KEY];
}

/** Starts of runs, each kept in one transaction with the job that watches it. */
export function runStarts(): RunStarts {
  return prismaRunStarts(foundation().database, async () => {
    const queue = await sendingQueue();
    return (run, transaction) => queue.send(WATCH_RUN, run, transaction);
  });
}
