'use client';

import { useState } from 'react';
import type { PreflightCheck, RunParameters, ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import { usePreflight, useStartRun } from '#lib/queries/validation.ts';
import { CredentialForm } from '#components/credential/credential-form.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';
import { ParameterFields } from './parameter-fields.tsx';

/** Parameters, pre-flight, and the button that runs. */
export function NewRun({ step, onStarted }: { step: ValidationStep; onStarted: () => void }) {
  const { id, scimEndpoint } = useOnboarding();
  const [parameters, setParameters] = useState<RunParameters>(step.proposal);
  const preflight = usePreflight(id);
  const start = useStartRun(id);
  const credential = preflight.variables;
  const run = () => credential && start.mutate({ parameters, credential }, { onSuccess: onStarted });
  return (
    <Card title={step.runs.length === 0 ? 'Run the tests' : 'Run again'}>
      <div className="flex flex-col gap-5">
        <Disclosure title="Parameters, proposed from your tenant and mappings" isOpenAtFirst={step.runs.length === 0}>
          <ParameterFields step={step} parameters={parameters} onChange={setParameters} />
        </Disclosure>
        <CredentialForm
          scimEndpoint={scimEndpoint}
          isEndpointFixed
          onSubmit={(input) => preflight.mutate(input.credential)}
        >
          <Button type="submit" look={preflight.data?.mayRun ? 'secondary' : 'primary'} isBusy={preflight.isPending}>
            Check before the run
          </Button>
        </CredentialForm>
        {preflight.error && credential && (
          <ProblemCard error={preflight.error} onRetry={() => preflight.mutate(credential)} />
        )}
        {preflight.data && <PreflightStrip checks={preflight.data.checks} />}
        {start.error && <ProblemCard error={start.error} onRetry={run} />}
        {preflight.data?.mayRun && (
          <Button look="primary" isBusy={start.isPending} onPress={run} className="self-start">
            {parameters.enabledTests === 'All' ? 'Run all tests' : `Run ${parameters.enabledTests}`}
          </Button>
        )}
      </div>
    </Card>
  );
}

const STATES: Record<PreflightCheck['state'], { tone: Tone; word: string }> = {
  ok: { tone: 'ok', word: 'OK' },
  warning: { tone: 'warn', word: 'Warning' },
  blocked: { tone: 'bad', word: 'Blocks the run' },
  unknown: { tone: 'unknown', word: 'Unknown' },
};

function PreflightStrip({ checks }: { checks: PreflightCheck[] }) {
  return (
    <ul aria-label="Pre-flight" aria-live="polite" className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {checks.map((check) => (
        <li key={check.id} className="rounded-lg border border-line p-3">
          <p className="flex items-center justify-between gap-3 font-medium">
            {check.title}
            <Status tone={STATES[check.state].tone}>{STATES[check.state].word}</Status>
          </p>
          <p className="mt-1 text-[0.92rem] text-ink-soft">{check.evidence}</p>
          {check.fix && <p className="mt-1 text-[0.92rem]">{check.fix}</p>}
        </li>
      ))}
    </ul>
  );
}
