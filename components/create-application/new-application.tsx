'use client';

import { useState } from 'react';
import { ApiError } from '#lib/queries/api.ts';
import { useStartOperation } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';

export function NewApplication({ suggestedName }: { suggestedName: string }) {
  const { id } = useOnboarding();
  const start = useStartOperation(id, 'create-application');
  const [name, setName] = useState(suggestedName);
  const fieldError = start.error instanceof ApiError && start.error.field === 'name' ? start.error.message : undefined;
  const create = () => start.mutate({ mode: 'create', name });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <TextField
        label="Application name"
        value={name}
        onChange={setName}
        error={fieldError}
        maxLength={120}
        isRequired
        hint="As it will appear in your tenant."
      />
      <p className="text-ink-soft">
        What will happen: one call to Microsoft Graph makes the application and its service principal; then the portal
        waits until your directory shows both. You need the role Application Administrator or Cloud Application
        Administrator.
      </p>
      {start.error && !fieldError && <ProblemCard error={start.error} onRetry={create} />}
      <Button type="submit" look="primary" isBusy={start.isPending} className="self-start">
        Create application
      </Button>
    </form>
  );
}
