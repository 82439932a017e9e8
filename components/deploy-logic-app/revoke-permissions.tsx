'use client';

import { useState } from 'react';
import type { LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { useOperation } from '#lib/queries/operations.ts';
import { useResumeOperation, useStartOperation } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { OperationPanel } from '#components/operations/operation-panel.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

type Permissions = Pick<LogicAppStep, 'permissions' | 'revocation'>;

export function isAnyGranted({ permissions }: Permissions): boolean {
  return permissions.some(({ state }) => state === 'granted' || state === 'read-back');
}

/** The button, which asks once more. Shown while there is something to take back. */
export function RevokeAll({ step }: { step: Permissions }) {
  const { id } = useOnboarding();
  const [isAsking, setAsking] = useState(false);
  const revoke = useStartOperation(id, 'deploy-logic-app/revoke');
  const revocation = useOperation(id, 'revoke-roles', step.revocation);
  if (!isAnyGranted(step)) return null;
  return (
    <>
      <Button
        look="danger"
        onPress={() => setAsking(true)}
        isBusy={revoke.isPending || revocation?.state === 'running'}
      >
        Revoke all
      </Button>
      {revoke.error && <ProblemCard error={revoke.error} onRetry={() => revoke.mutate({})} />}
      <Dialog title="Revoke every permission?" isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>
          Runs need them. The portal grants them again, with your rights, before the next run. Running runs would fail.
        </p>
        <div className="mt-5 flex justify-end gap-2">
          <Button onPress={() => setAsking(false)}>Keep them</Button>
          <Button
            look="danger"
            onPress={() => {
              setAsking(false);
              revoke.mutate({});
            }}
          >
            Revoke all permissions
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** How the revocation goes, until it is done. */
export function Revocation({ step }: { step: Permissions }) {
  const { id } = useOnboarding();
  const revocation = useOperation(id, 'revoke-roles', step.revocation);
  const resume = useResumeOperation(id, 'revoke-roles');
  if (!revocation || revocation.state === 'done') return null;
  return (
    <div className="mt-4">
      <OperationPanel
        operation={revocation}
        title="Revoking"
        onResume={() => resume.mutate(undefined)}
        isResuming={resume.isPending}
      />
      {resume.error && <ProblemCard error={resume.error} onRetry={() => resume.mutate(undefined)} />}
    </div>
  );
}
