'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, type Control, type FieldPath } from 'react-hook-form';
import { PublishingRequest, type PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { useSubmitRequest } from '#lib/queries/validation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';
import { DocumentationFields } from './documentation-fields.tsx';
import { DraftSaver } from './draft-saver.tsx';
import { RunPicker } from './run-picker.tsx';

export type RequestInput = PublishingRequest;

export function RequestForm({ step, isSubmitting }: { step: PublishingStep; isSubmitting: boolean }) {
  const { id } = useOnboarding();
  const submit = useSubmitRequest(id);
  const { control, handleSubmit, formState } = useForm<RequestInput>({
    // The contract fills `notes` with a default; the form always has it.
    resolver: zodResolver(PublishingRequest) as never,
    defaultValues: startOf(step),
  });
  const send = handleSubmit((request) => submit.mutate(request));
  const { errors } = formState;
  return (
    <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-6">
      <Card title="The run that proves it">
        <Controller
          control={control}
          name="runId"
          render={({ field }) => (
            <RunPicker runs={step.runs} value={field.value} onChange={field.onChange} error={errors.runId?.message} />
          )}
        />
      </Card>
      <Card title="Contacts">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <FormText control={control} name="engineeringContact.name" label="Engineering contact, name" />
          <FormText control={control} name="engineeringContact.email" label="Engineering contact, e-mail" />
          <FormText control={control} name="supportContact.name" label="Support contact, name" />
          <FormText control={control} name="supportContact.email" label="Support contact, e-mail" />
        </div>
      </Card>
      <Card title="Documentation">
        <DocumentationFields control={control} errors={errors} />
      </Card>
      <Card title="Notes for the reviewers">
        <FormText control={control} name="notes" label="Anything they should know (optional)" rows={4} />
      </Card>
      {submit.error && <ProblemCard error={submit.error} onRetry={() => void send()} />}
      <p className="text-ink-soft">
        What will happen: the portal reads the run again at its source, checks that it is yours, complete and unchanged,
        and hands everything to the reviewers. After that the request cannot be edited.
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" isBusy={submit.isPending || isSubmitting}>
          Submit the request
        </Button>
        <DraftSaver control={control} version={step.version} isPaused={submit.isPending || isSubmitting} />
      </div>
    </form>
  );
}

export function FormText({
  control,
  name,
  label,
  rows,
  hint,
}: {
  control: Control<RequestInput>;
  name: Exclude<FieldPath<RequestInput>, 'engineeringContact' | 'supportContact' | 'documentation' | 'runId'>;
  label: string;
  rows?: number;
  hint?: string;
}) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, value, ...field }, fieldState }) => (
        <TextField
          {...field}
          value={String(value ?? '')}
          inputRef={ref}
          label={label}
          rows={rows}
          hint={hint}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

function startOf({ draft, runs }: PublishingStep): RequestInput {
  const nobody = { name: '', email: '' };
  return {
    runId: draft.runId ?? runs.find((run) => run.usable)?.id ?? '',
    engineeringContact: { ...nobody, ...draft.engineeringContact },
    supportContact: { ...nobody, ...draft.supportContact },
    documentation: draft.documentation?.length ? draft.documentation : [''],
    notes: draft.notes ?? '',
  };
}
