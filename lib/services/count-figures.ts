import 'server-only';
import { z } from 'zod';
import { PART_MS, type JobDefinition } from '#lib/operations/queue.ts';
import { recountFigures } from '#lib/program/figures/figures.ts';
import { foundation } from './foundation.ts';

const EVERY_SECONDS = 5 * 60;

/** Counts deadlines by the clocks that are set now, and the figures of the program, over and over. */
export const COUNT_FIGURES: JobDefinition<Record<string, never>> = {
  name: 'count-figures',
  payload: z.record(z.string(), z.never()),
  keyOf: () => 'all',
  async handle() {
    const { figures, queue } = foundation();
    const until = new Date(Date.now() + PART_MS);
    await queue.countDeadlines({ until });
    await recountFigures({ figures }, { until });
    return { againInSeconds: EVERY_SECONDS };
  },
};
