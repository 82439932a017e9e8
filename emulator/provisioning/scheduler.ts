import type { Core } from '../core/core.ts';

type Work = (jobId: string, signal: AbortSignal) => Promise<void>;

/** Runs work for jobs one after the other per job, now or later. Nothing overlaps; what waits ends with `stop`. */
export function createScheduler({ clock, stopping }: Pick<Core, 'clock' | 'stopping'>) {
  const timers = new Map<string, () => void>();
  const queues = new Map<string, Promise<void>>();
  const running = new Map<string, AbortController>();
  const ended = new AbortController();

  function cancel(jobId: string): void {
    timers.get(jobId)?.();
    timers.delete(jobId);
  }

  /** Waits for what is under way for the job, then does the work. */
  function enqueue(jobId: string, work: Work): Promise<void> {
    const before = queues.get(jobId) ?? Promise.resolve();
    const done = before.catch(ignoreEarlierFailure).then(() => perform(jobId, work));
    queues.set(jobId, done);
    return done;
  }

  async function perform(jobId: string, work: Work): Promise<void> {
    const controller = new AbortController();
    running.set(jobId, controller);
    try {
      const signal = AbortSignal.any([controller.signal, ended.signal, stopping]);
      if (!signal.aborted) await work(jobId, signal);
    } finally {
      running.delete(jobId);
    }
  }

  return {
    enqueue,
    cancel,
    /** Replaces what was planned for the job. */
    plan(jobId: string, delayMs: number, action: () => void): void {
      cancel(jobId);
      if (ended.signal.aborted || stopping.aborted) return;
      timers.set(jobId, clock.after(delayMs, action));
    },
    /** Cuts off what is under way for the job. */
    interrupt(jobId: string): void {
      running.get(jobId)?.abort(new Error('The cycle was interrupted by a restart of its job.'));
    },
    stop(): void {
      ended.abort(new Error('The provisioning service stopped.'));
      for (const jobId of [...timers.keys()]) cancel(jobId);
    },
  };
}
export type Scheduler = ReturnType<typeof createScheduler>;

function ignoreEarlierFailure(): void {
  // Whoever asked for the earlier work was told; what follows does not depend on it.
}
