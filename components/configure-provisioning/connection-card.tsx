'use client';

import { useState } from 'react';
import type {
  ConnectionInput,
  ConnectionResult,
  ProvisioningStep,
} from '#lib/onboarding/configure-provisioning/contract.ts';
import { useStartOperation, useTestConnection } from '#lib/queries/steps.ts';
import { CredentialForm } from '#components/credential/credential-form.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** Address and credential. Out of the way once they work. */
export function ConnectionCard({ step }: { step: ProvisioningStep }) {
  if (!step.jobId) {
    return (
      <Card title="Connection">
        <ConnectionForm step={step} />
      </Card>
    );
  }
  return (
    <Card>
      <Disclosure title={<span className="font-semibold">Change the connection</span>}>
        <ConnectionForm step={step} />
      </Disclosure>
    </Card>
  );
}

/** Tested by Entra itself, then saved and started. */
function ConnectionForm({ step }: { step: ProvisioningStep }) {
  const { id, scimEndpoint } = useOnboarding();
  const test = useTestConnection(id);
  const start = useStartOperation(id, 'configure-provisioning');
  const [input, setInput] = useState<ConnectionInput>();
  const last = input ?? test.variables;

  return (
    <>
      <CredentialForm
        scimEndpoint={step.scimEndpoint ?? scimEndpoint}
        onSubmit={(typed) => {
          setInput(typed);
          test.mutate(typed);
        }}
      >
        <Button
          type="submit"
          look={test.data?.outcome === 'connected' ? 'secondary' : 'primary'}
          isBusy={test.isPending}
        >
          Test connection
        </Button>
      </CredentialForm>
      <div className="mt-4 flex flex-col gap-4">
        {test.error && last && <ProblemCard error={test.error} onRetry={() => test.mutate(last)} />}
        {test.data && <ConnectionAnswer result={test.data} />}
        {start.error && last && <ProblemCard error={start.error} onRetry={() => start.mutate(last)} />}
        {test.data?.outcome === 'connected' && last && (
          <>
            <p className="text-ink-soft">
              What will happen: the credential is saved in your application (Microsoft Graph keeps it, this portal does
              not), one provisioning job is created if there is none, and started. Then the portal waits for the first
              healthy cycle.
            </p>
            <Button look="primary" isBusy={start.isPending} onPress={() => start.mutate(last)} className="self-start">
              Save and start provisioning
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function ConnectionAnswer({ result }: { result: ConnectionResult }) {
  if (result.outcome === 'connected') {
    return (
      <Notice tone="ok" title="Entra reached your endpoint">
        It searched for a user that does not exist and got the right answer.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="Entra could not use your endpoint">
      <Facts
        facts={[
          ['Expected', result.expected],
          ['Got', result.got],
          ['Why it matters', result.why],
          ['How to fix', result.fix],
        ]}
      />
      <div className="mt-2">
        <Disclosure title="What Entra said">
          <pre className="max-h-64 overflow-auto whitespace-pre-wrap">{result.raw}</pre>
        </Disclosure>
      </div>
    </Notice>
  );
}
