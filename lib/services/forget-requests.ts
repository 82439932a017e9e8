import 'server-only';
import { z } from 'zod';
import type { JobDefinition } from '#lib/operations/queue.ts';
import { foundation } from './foundation.ts';

const EVERY_SECONDS = 60 * 60;

/** Removes kept answers that are too old to be told again, and counts of times gone by, over and over. */
export const FORGET_REQUESTS: JobDefinition<Record<string, never>> = {
  name: 'forget-requests',
  payload: z.record(z.string(), z.never()),
  keyOf: () => 'all',
  async handle() {
    const { answers, budgets } = foundation();
    await Promise.all([answers.forgetOld(), budgets.forgetOld()]);
    return { againInSeconds: EVERY_SECONDS };
  },
};
