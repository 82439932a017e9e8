'use client';

import type { Credential } from '#lib/onboarding/record/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { CredentialForm } from './credential-form.tsx';

/** Asks for the credential again, which only the lost process held, and goes on with it. */
export function ResumeForm({
  scimEndpoint,
  onResume,
  isResuming,
}: {
  scimEndpoint?: string;
  onResume: (credential: Credential) => void;
  isResuming: boolean;
}) {
  return (
    <CredentialForm scimEndpoint={scimEndpoint} isEndpointFixed onSubmit={({ credential }) => onResume(credential)}>
      <Button type="submit" look="primary" isBusy={isResuming}>
        Go on where it stopped
      </Button>
    </CredentialForm>
  );
}
