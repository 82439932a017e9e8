'use client';

import { useQuery } from '@tanstack/react-query';
import type { ProbeView } from '#lib/onboarding/probe/contract.ts';
import { probe, useCleanUpProbe } from '#lib/queries/probes.ts';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** What the probe made and could not remove, and another try to remove it. */
export function ProbeLeftovers({ view }: { view: ProbeView }) {
  const { id } = useOnboarding();
  const [typed] = useCredentialMemory();
  const cleanUp = useCleanUpProbe(id);
  const cleaning = useQuery({ ...probe(id, cleanUp.data?.id ?? ''), enabled: cleanUp.data !== undefined });
  const left = cleaning.data?.state === 'ended' ? cleaning.data.leftoverItems : view.leftoverItems;
  if (view.state === 'running') return null;
  if (left.length === 0) return cleanUp.data ? <p role="status">Everything was removed.</p> : null;
  const isBusy = cleanUp.isPending || cleaning.data?.state === 'running';
  return (
    <Notice
      tone="warn"
      title={`${left.length} test ${left.length === 1 ? 'resource is' : 'resources are'} still in your application`}
      actions={
        <Button
          isBusy={isBusy}
          isDisabled={!typed}
          onPress={() => typed && cleanUp.mutate({ probeId: view.id, credential: typed.credential })}
        >
          Remove them
        </Button>
      }
    >
      {!typed && <p>Enter the credential above first: it is never stored.</p>}
      <ul className="mt-1 list-disc pl-5">
        {left.map(({ ref, collection, name }) => (
          <li
            key={ref}
            className="[overflow-wrap:anywhere]"
          >{`${collection === 'Users' ? 'User' : 'Group'} ${name}`}</li>
        ))}
      </ul>
      {cleanUp.error && <ProblemCard error={cleanUp.error} />}
    </Notice>
  );
}
