'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunAction, TestResult } from '#lib/onboarding/run-validation/contract.ts';
import { actionContent, runActions } from '#lib/queries/validation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StatusIcon, type Tone } from '#components/ui/status.tsx';
import { useRunSource } from './run-source.tsx';

const PHASE_TONES: Record<TestResult['phases'][number]['status'], Tone> = {
  waiting: 'waiting',
  running: 'busy',
  succeeded: 'ok',
  failed: 'bad',
  skipped: 'skipped',
};
const ACTION_TONES: Record<string, Tone> = {
  Succeeded: 'ok',
  Failed: 'bad',
  Skipped: 'skipped',
  Running: 'busy',
  TimedOut: 'bad',
};

/** Phases and their actions, with inputs and outputs as Azure kept them. */
export function PhaseActions({ phases }: { phases: TestResult['phases'] }) {
  if (phases.length === 0) return null;
  return (
    <section aria-label="Phases" className="flex flex-col gap-1">
      {phases.map((phase) => (
        <Disclosure
          key={phase.name}
          title={
            <span className="flex items-center gap-2">
              <StatusIcon tone={PHASE_TONES[phase.status]} />
              {phase.name}
              <span className="text-[0.85rem] text-ink-faint">{phase.status}</span>
            </span>
          }
        >
          <ActionList names={phase.actions} />
        </Disclosure>
      ))}
    </section>
  );
}

function ActionList({ names }: { names: string[] }) {
  const source = useRunSource();
  if (!source) {
    return (
      <ul className="list-disc pl-5 text-ink-soft">
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    );
  }
  return <LoadedActions names={names} {...source} />;
}

function LoadedActions({ names, onboardingId, runId }: { names: string[]; onboardingId: string; runId: string }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(runActions(onboardingId, runId));
  if (isPending) return <Skeleton rows={2} label="Reading the actions from Azure" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const known = new Map(data.actions.map((action) => [action.name, action]));
  return (
    <ul className="flex flex-col gap-1">
      {names.map((name) => {
        const action = known.get(name);
        return (
          <li key={name}>
            {action ? (
              <ActionEntry action={action} onboardingId={onboardingId} runId={runId} />
            ) : (
              <code className="text-ink-faint">{name}</code>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ActionEntry({ action, onboardingId, runId }: { action: RunAction; onboardingId: string; runId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure
      onOpen={() => setOpen(true)}
      title={
        <span className="flex flex-wrap items-center gap-2">
          <StatusIcon tone={ACTION_TONES[action.status] ?? 'unknown'} />
          <code className="[overflow-wrap:anywhere]">{action.name}</code>
          <span className="text-[0.85rem] text-ink-faint">{`${action.status}${action.code ? `, ${action.code}` : ''}`}</span>
        </span>
      }
    >
      {action.error && <p className="mb-2 text-bad">{action.error}</p>}
      {isOpen && <ActionContents name={action.name} onboardingId={onboardingId} runId={runId} />}
    </Disclosure>
  );
}

function ActionContents({ name, onboardingId, runId }: { name: string; onboardingId: string; runId: string }) {
  const [repetition, setRepetition] = useState<string>();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(
    actionContent(onboardingId, runId, name, repetition),
  );
  if (isPending) return <Skeleton rows={1} label="Reading inputs and outputs" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-3">
      {data.repetitions.length > 1 && (
        <Select
          label={`Repetition (${data.repetitions.length})`}
          value={data.repetition}
          onChange={setRepetition}
          options={data.repetitions.map((one) => ({ id: one, title: one }))}
        />
      )}
      {data.inputs !== undefined && (
        <div>
          <p className="mb-1 text-[0.85rem] text-ink-faint">Inputs</p>
          <JsonView label={`Inputs of ${name}`} value={data.inputs} />
        </div>
      )}
      {data.outputs !== undefined && (
        <div>
          <p className="mb-1 text-[0.85rem] text-ink-faint">Outputs</p>
          <JsonView label={`Outputs of ${name}`} value={data.outputs} />
        </div>
      )}
      {data.inputs === undefined && data.outputs === undefined && (
        <p className="text-ink-faint">Azure kept neither inputs nor outputs of this action.</p>
      )}
    </div>
  );
}
