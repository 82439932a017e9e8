import { z } from 'zod';

export const TIMES = ['30', '90', '365', 'all'] as const;

/** Whose, and of how many days until now. Stands in the address of each page of the program. */
export const ProgramScope = z.object({
  cohort: z.uuid().optional(),
  time: z.enum(TIMES).default('all'),
});
export type ProgramScope = z.infer<typeof ProgramScope>;

export const TIME_WORDS: Record<ProgramScope['time'], string> = {
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  '365': 'The last year',
  all: 'From the beginning',
};

const DAY_MS = 86_400_000;

/** When the time that is asked for began; undefined where that is the beginning. */
export function startOf(time: ProgramScope['time'], now = new Date()): Date | undefined {
  return time === 'all' ? undefined : new Date(now.getTime() - Number(time) * DAY_MS);
}
