'use client';

import type { EvidenceView } from '#lib/onboarding/request-publishing/contract.ts';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Card } from '#components/ui/card.tsx';
import { EvidencePack } from './evidence-pack.tsx';

/** Every handing in with the pack that anybody can check without this portal. */
export function EvidenceCard({ evidence }: { evidence: EvidenceView[] }) {
  const { id: onboardingId } = useOnboarding();
  if (evidence.length === 0) return null;
  return (
    <Card title="Evidence that was handed in">
      <ul className="flex flex-col gap-5">
        {evidence.toReversed().map((one) => (
          <li key={one.number}>
            <EvidencePack evidence={one} of={{ onboardingId }} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
