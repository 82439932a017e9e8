'use client';

import type { EvidenceView } from '#lib/onboarding/request-publishing/contract.ts';
import { useSaveEvidencePack } from '#lib/queries/evidence.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';

/** What was kept of one handing in, by the hash that its pack is compared with. */
export function EvidencePack({
  evidence: { number, at, byName, sha256, redactions },
  of,
}: {
  evidence: EvidenceView;
  of: { onboardingId: string } | { submissionId: string };
}) {
  const pack = useSaveEvidencePack({ ...of, number });
  return (
    <div className="flex flex-col items-start gap-3">
      <Facts
        facts={[
          [
            `Handing in ${number}`,
            <span key="when">
              <Moment at={at} />
              {` by ${byName}`}
            </span>,
          ],
          ['SHA-256', <CopyableId key="sha" kind="SHA-256 of the evidence" value={sha256} />],
          ['Secrets taken out', redactions === 0 ? 'None were found' : `In ${redactions} places, listed in the pack`],
        ]}
      />
      {pack.error && <ProblemCard error={pack.error} onRetry={() => pack.mutate()} />}
      <Button isBusy={pack.isPending} onPress={() => pack.mutate()}>
        {`Save the evidence pack of handing in ${number}`}
      </Button>
    </div>
  );
}
