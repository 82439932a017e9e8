import { addDays } from 'date-fns';
import type { RunRecord } from '../record/ports.ts';
import { isVerified } from '../run-validation/run-view.ts';
import type { PublishableRun } from './contract.ts';

type Usability = Pick<PublishableRun, 'usable' | 'whyNot' | 'validUntil'>;

/** May this run be handed in, and if not, why not. A run is evidence for a number of days only. */
export function usability(run: RunRecord, validityDays: number, now: Date): Usability {
  const validUntil = run.endedAt && addDays(run.endedAt, validityDays);
  const whyNot = whyNotUsable(run, validUntil, now);
  return { usable: whyNot === undefined, whyNot, validUntil: validUntil?.toISOString() };
}

function whyNotUsable(run: RunRecord, validUntil: Date | undefined, now: Date): string | undefined {
  if (run.ready === undefined || !validUntil) return 'It has not ended.';
  if (run.enabledTests !== 'All') return `Only ${run.enabledTests} were enabled.`;
  if (!run.ready) return 'It is not ready.';
  if (!isVerified(run)) return 'It could not be verified at its source.';
  return validUntil < now ? 'It is too old. Run the validation again.' : undefined;
}
