'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import { NewCohortInput } from '#lib/program/cohorts/contract.ts';
import { useCreateCohort } from '#lib/queries/cohorts.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';

export function NewCohort() {
  const create = useCreateCohort();
  const { control, handleSubmit, reset } = useForm({
    resolver: zodResolver(NewCohortInput),
    defaultValues: { name: '', words: '' },
  });
  const submit = handleSubmit((input) => create.mutate(input, { onSuccess: () => reset() }));
  return (
    <Card title="New cohort" className="self-start">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Controller
          control={control}
          name="name"
          render={({ field: { ref, ...field }, fieldState }) => (
            <TextField {...field} inputRef={ref} label="Name" error={fieldState.error?.message} autoComplete="off" />
          )}
        />
        <Controller
          control={control}
          name="words"
          render={({ field: { ref: _ref, ...field }, fieldState }) => (
            <TextField
              {...field}
              value={field.value ?? ''}
              label="What it is (optional)"
              rows={2}
              error={fieldState.error?.message}
            />
          )}
        />
        {create.error && <ProblemCard error={create.error} />}
        <Button type="submit" look="primary" isBusy={create.isPending} className="self-start">
          Create cohort
        </Button>
      </form>
    </Card>
  );
}
