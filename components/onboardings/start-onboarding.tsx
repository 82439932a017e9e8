'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { Controller, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { StartOnboardingInput } from '#lib/onboarding/record/contract.ts';
import { useStartOnboarding } from '#lib/queries/onboardings.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';

export function StartOnboarding({ isFirst }: { isFirst: boolean }) {
  const router = useRouter();
  const start = useStartOnboarding();
  const { control, handleSubmit } = useForm<z.infer<typeof StartOnboardingInput>>({
    resolver: zodResolver(StartOnboardingInput),
    defaultValues: { name: '' },
  });
  const submit = handleSubmit(async (input) => {
    const started = await start.mutateAsync(input).catch(() => undefined);
    if (started) router.push(`/onboardings/${started.id}/check-requirements`);
  });
  return (
    <Card title={isFirst ? 'Start your first onboarding' : 'Start another'} className="self-start">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Controller
          control={control}
          name="name"
          render={({ field: { ref, ...field }, fieldState }) => (
            <TextField
              {...field}
              inputRef={ref}
              label="Application name"
              hint="As it should appear in the gallery. Nothing is created in your tenant yet."
              error={fieldState.error?.message}
              autoComplete="off"
            />
          )}
        />
        {start.error && <ProblemCard error={start.error} onRetry={() => void submit()} />}
        <Button type="submit" look="primary" isBusy={start.isPending}>
          Start onboarding
        </Button>
      </form>
    </Card>
  );
}
