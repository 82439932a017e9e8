'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckRequirementsInput, RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { ApiError } from '#lib/queries/api.ts';
import { useStartProbe } from '#lib/queries/probes.ts';
import { useRequirementsAfterProbe } from '#lib/queries/requirements-after-probe.ts';
import { requirements, useCheckRequirements } from '#lib/queries/steps.ts';
import { CredentialForm } from '#components/credential/credential-form.tsx';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { NextStep, StepFrame } from '#components/onboarding/step-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PathCard } from './path-card.tsx';
import { ProbeCard } from './probe-card.tsx';
import { AT_FIRST, ProbeOptions } from './probe-options.tsx';
import { RuleList } from './rule-list.tsx';
import { NewerRuleSet, RuleSetFoot } from './rule-set-card.tsx';

export function CheckRequirementsStep() {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(requirements(id));
  const check = useCheckRequirements(id);
  const startProbe = useStartProbe(id);
  const [typed] = useCredentialMemory();
  const [choices, choose] = useState(AT_FIRST);
  useRequirementsAfterProbe(id);
  if (isPending) return <Skeleton rows={5} label="Loading the requirements" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const isElsewhere = (data.path?.elsewhere.length ?? 0) > 0;
  const recheck = (input: CheckRequirementsInput = {}) => check.mutate({ ...check.variables, ...input });
  const again = ({ rule, isFromProbe }: RuleAnswer) => {
    if (!isFromProbe) return () => recheck({ rules: [rule] });
    // Throughput is tried only by who asks for it above.
    return typed && (() => startProbe.mutate({ ...typed, ...choices, load: undefined }));
  };
  const tryWrites = () => {
    if (!typed) return;
    choose({ ...choices, mayWrite: true });
    startProbe.mutate({ ...typed, ...choices, mayWrite: true });
  };
  return (
    <StepFrame step="check-requirements">
      <PathCard path={data.path} />
      {data.newer && <NewerRuleSet newer={data.newer} />}
      <Card title="Check my endpoint and my tenant">
        <p className="mb-4 text-ink-soft">
          Reads your role, licences, domains and subscriptions, and asks your endpoint what a validation run will ask of
          it.
        </p>
        <CredentialForm
          scimEndpoint={data.scimEndpoint}
          more={<ProbeOptions value={choices} onChange={choose} />}
          onSubmit={(input) => {
            check.mutate(input);
            startProbe.mutate({ ...input, ...choices });
          }}
        >
          <Button type="submit" look="primary" isBusy={check.isPending || startProbe.isPending}>
            Check everything
          </Button>
          <Button isBusy={check.isPending} onPress={() => check.mutate({})}>
            Check tenant and Azure only
          </Button>
          {data.checkedAt && (
            <span className="text-ink-faint">
              Checked <Moment at={data.checkedAt} />
            </span>
          )}
        </CredentialForm>
      </Card>
      {check.error && <ProblemCard error={check.error} onRetry={() => recheck()} />}
      {data.missingConsent.length > 0 && !check.isPending && (
        <ProblemCard
          title="Some answers need your agreement"
          error={
            new ApiError({
              code: 'consent-required',
              detail: 'These rules stay unknown until you agree that the portal may read them on your behalf:',
              scopes: data.missingConsent,
            })
          }
          onRetry={() => recheck()}
        />
      )}
      {startProbe.error && <ProblemCard error={startProbe.error} />}
      <ProbeCard onTryWrites={tryWrites} />
      <RuleList answers={data.answers} recheck={{ isChecking: check.isPending || startProbe.isPending, of: again }} />
      <RuleSetFoot data={data} />
      <NextStep
        step="check-requirements"
        isReady={Boolean(data.checkedAt) && !isElsewhere}
        notReady={
          isElsewhere
            ? 'By your answers the application belongs on another path.'
            : 'Check at least once: it costs nothing.'
        }
      />
    </StepFrame>
  );
}
