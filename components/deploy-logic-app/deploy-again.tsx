'use client';

import { useState } from 'react';
import type { LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DeploymentForm } from './deployment-form.tsx';

/** For a Logic App that was changed by hand in Azure, or that shall get another template. A lost one shows the form itself. */
export function DeployAgain({ step }: { step: LogicAppStep }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <DeploymentForm step={step} />;
  return (
    <Card title="Changed in Azure, or another template?">
      <p className="text-ink-soft">
        Deploying again writes the template anew in the same place, under the same name, and grants the permissions that
        are missing. Runs that are known stay in the history.
      </p>
      <Button onPress={() => setOpen(true)} className="mt-3">
        Deploy again
      </Button>
    </Card>
  );
}
