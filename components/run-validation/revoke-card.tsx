'use client';

import { useQuery } from '@tanstack/react-query';
import { logicAppStep } from '#lib/queries/steps.ts';
import { isAnyGranted, Revocation, RevokeAll } from '#components/deploy-logic-app/revoke-permissions.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Card } from '#components/ui/card.tsx';

/** After an accepted run nothing needs the permissions until the next one. */
export function RevokeCard() {
  const { id, evidence } = useOnboarding();
  const { data } = useQuery({ ...logicAppStep(id), enabled: Boolean(evidence) });
  if (!evidence || !data) return null;
  const { revocation } = data;
  if (!isAnyGranted(data) && (!revocation || revocation.state === 'done')) {
    return (
      <Card title="Permissions of the Logic App">
        <p className="text-ink-soft">They are revoked. The next run grants them again, with your rights.</p>
      </Card>
    );
  }
  return (
    <Card title="Permissions of the Logic App" aside={<RevokeAll step={data} />}>
      <p className="text-ink-soft">
        This run is accepted, and nothing needs them until the next one. Revoke them now: the next run grants them
        again, with your rights. The portal then no longer reads the Logic App by itself: a reviewer cannot read the run
        again until it may.
      </p>
      <Revocation step={data} />
    </Card>
  );
}
