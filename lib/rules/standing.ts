import { nextStep, STEPS, type Step } from '#lib/journey/steps.ts';
import { SUBMISSION_STATUSES, type SubmissionStatus } from './submission-status.ts';

/** Where an onboarding stands: at the step that comes next, or where its request is once it was handed in. */
export type Standing = Step | Exclude<SubmissionStatus, 'draft'>;
export const STANDINGS: readonly Standing[] = [...STEPS, ...SUBMISSION_STATUSES.filter((status) => status !== 'draft')];

/** A request that is being filled in, for the first time or again, is the last step. */
export function standingOf(completed: ReadonlySet<Step>, status: SubmissionStatus = 'draft'): Standing {
  if (status !== 'draft') return status;
  return nextStep(completed) ?? 'request-publishing';
}
