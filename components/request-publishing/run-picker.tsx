'use client';

import { formatDistanceToNowStrict } from 'date-fns';
import type { PublishableRun } from '#lib/onboarding/request-publishing/contract.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Select } from '#components/ui/select.tsx';

/** Runs that may be handed in; the others say why not. */
export function RunPicker({
  runs,
  value,
  onChange,
}: {
  runs: PublishableRun[];
  value: string;
  onChange: (id: string) => void;
}) {
  if (!runs.some((run) => run.usable)) {
    return (
      <Notice tone="warn" title="There is no run that can be handed in">
        A run counts when all tests were enabled, it is ready, verified at its source, and not too old. Run the
        validation again.
      </Notice>
    );
  }
  return (
    <Select
      label="Verified run"
      value={value || undefined}
      onChange={onChange}
      options={runs.map((run) => ({
        id: run.id,
        title: run.runName ?? run.id,
        detail:
          run.usable && run.validUntil
            ? `Valid for ${formatDistanceToNowStrict(new Date(run.validUntil))}`
            : run.whyNot,
        isDisabled: !run.usable,
      }))}
    />
  );
}
