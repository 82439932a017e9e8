'use client';

import { useQuery } from '@tanstack/react-query';
import type { ProbeSummary } from '#lib/onboarding/probe/contract.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { probe, probes, useCleanUpProbe } from '#lib/queries/probes.ts';
import { CredentialForm } from '#components/credential/credential-form.tsx';
import { useCredentialMemory } from '#components/credential/credential-memory.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** What probes of this endpoint made and could not remove, whichever of them holds it now, and another try to remove it. */
export function ProbeLeftovers({ endpoint }: { endpoint: string }) {
  const { id } = useOnboarding();
  const cleanUp = useCleanUpProbe(id);
  const { data } = useQuery(probes(id));
  const holder = data?.probes.find((one) => one.endpoint === endpoint && one.leftovers > 0);
  const cleaning = data?.probes.find((one) => one.id === cleanUp.data?.id);
  if (!holder) return cleaning?.state === 'ended' ? <p role="status">Everything was removed.</p> : null;
  // What a probe makes while it runs, it removes itself.
  if (holder.state === 'running' && !holder.cleanUpOnly) return null;
  return (
    <section aria-label="Left in your application" className="flex flex-col gap-4">
      <Left
        holder={holder}
        isCleaning={cleanUp.isPending || holder.state === 'running'}
        onRemove={(credential) => cleanUp.mutate({ probeId: holder.id, credential })}
      />
      {cleanUp.error && <ProblemCard error={cleanUp.error} />}
    </section>
  );
}

function Left({
  holder: { id: probeId, endpoint },
  isCleaning,
  onRemove,
}: {
  holder: ProbeSummary;
  isCleaning: boolean;
  onRemove: (credential: Credential) => void;
}) {
  const { id } = useOnboarding();
  const [typed] = useCredentialMemory();
  const { data } = useQuery(probe(id, probeId));
  if (!data) return null;
  const left = data.leftoverItems;
  // What was typed for another endpoint is not for this one.
  const credential = typed?.scimEndpoint === endpoint ? typed.credential : undefined;
  const remove = (
    <Button isBusy={isCleaning} {...(credential ? { onPress: () => onRemove(credential) } : { type: 'submit' })}>
      {left.length === 1 ? 'Remove it' : 'Remove them'}
    </Button>
  );
  return (
    <>
      <Notice
        tone="warn"
        title={`${left.length} test ${left.length === 1 ? 'resource is' : 'resources are'} still in your application`}
        actions={credential && remove}
      >
        <ul className="mt-1 list-disc pl-5">
          {left.map(({ ref, collection, name }) => (
            <li
              key={ref}
              className="[overflow-wrap:anywhere]"
            >{`${collection === 'Users' ? 'User' : 'Group'} ${name}`}</li>
          ))}
        </ul>
      </Notice>
      {!credential && (
        <div className="rounded-xl border border-line p-4">
          <p className="mb-4 text-ink-soft">
            To remove {left.length === 1 ? 'it' : 'them'}, enter the credential of this endpoint.
          </p>
          <CredentialForm scimEndpoint={endpoint} isEndpointFixed onSubmit={(input) => onRemove(input.credential)}>
            {remove}
          </CredentialForm>
        </div>
      )}
    </>
  );
}
