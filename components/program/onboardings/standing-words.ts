import { STEPS } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { Standing } from '#lib/rules/standing.ts';
import { STATUS_WORDS } from '#components/review/submission-status.tsx';

/** How people read where an onboarding stands: the title of its step, or the status of its request. */
export const STANDING_WORDS = Object.fromEntries([
  ...STEPS.map((step) => [step, STEP_WORDS[step].title]),
  ...Object.entries(STATUS_WORDS).map(([status, { word }]) => [status, word]),
]) as Record<Standing, string>;
