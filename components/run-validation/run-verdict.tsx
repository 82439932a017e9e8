import type { RunSummary } from '#lib/onboarding/run-validation/contract.ts';
import { Status, type Tone } from '#components/ui/status.tsx';

const ENDED: Partial<Record<RunSummary['status'], { tone: Tone; word: string }>> = {
  starting: { tone: 'busy', word: 'Starting' },
  running: { tone: 'busy', word: 'Running' },
  cancelled: { tone: 'skipped', word: 'Cancelled' },
  lost: { tone: 'bad', word: 'Not found in Azure' },
};

/** Ready, not ready, or why there is no verdict. */
export function RunVerdict({ run }: { run: RunSummary }) {
  const other = ENDED[run.status];
  if (other) return <Status tone={other.tone}>{other.word}</Status>;
  if (run.ready === undefined) return <Status tone="busy">Reading the results</Status>;
  if (!run.ready) return <Status tone="bad">Not ready</Status>;
  return (
    <Status tone={run.verified ? 'ok' : 'warn'}>{run.verified ? 'Ready, verified' : 'Ready, not verified'}</Status>
  );
}
