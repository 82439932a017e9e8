'use client';

import type { OperationView } from '#lib/onboarding/operations/contract.ts';
import { classNames } from '#components/ui/class-names.ts';
import { durationWords } from '#components/ui/moment.tsx';
import { StatusIcon, type Tone } from '#components/ui/status.tsx';

type StepView = OperationView['steps'][number];
const TONES: Record<StepView['state'], Tone> = {
  waiting: 'waiting',
  running: 'busy',
  done: 'ok',
  failed: 'bad',
  skipped: 'skipped',
};

/** Every call of an operation, ticking off as it happens; announced politely. */
export function ActivityList({ steps, label }: { steps: StepView[]; label: string }) {
  return (
    <ol aria-label={label} aria-live="polite" className="flex flex-col">
      {steps.map((step) => (
        <li key={step.name} className="flex gap-3 border-b border-line py-2.5 last:border-0">
          <StatusIcon tone={TONES[step.state]} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span
                className={classNames('min-w-0 [overflow-wrap:anywhere]', step.state === 'waiting' && 'text-ink-faint')}
              >
                {step.title}
                <span className="sr-only">{`: ${step.state}`}</span>
              </span>
              <span className="text-[0.85rem] text-ink-faint">{tookWords(step)}</span>
            </p>
            {step.detail && <p className="text-[0.9rem] [overflow-wrap:anywhere] text-ink-soft">{step.detail}</p>}
            {step.problem && <p className="text-[0.9rem] [overflow-wrap:anywhere] text-bad">{step.problem.detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function tookWords({ startedAt, endedAt, attempts }: StepView): string {
  const took = startedAt && endedAt ? durationWords((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : '';
  return attempts > 1 ? `${took} · attempt ${attempts}` : took;
}
