'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { AskAllowListInput, type AllowListRequest } from '#lib/onboarding/allow-list/contract.ts';
import { allowListStep, useAskAllowList, useWithdrawAllowList } from '#lib/queries/allow-list.ts';
import { RequestFacts, RequestStatus } from '#components/allow-list/request-status.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { TextField } from '#components/ui/field.tsx';

/** Asks the program for shorter provisioning cycles, and shows where the request stands. */
export function FasterCyclesCard() {
  const { id } = useOnboarding();
  const { data, error, isLoadingError, refetch } = useQuery(allowListStep(id));
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { request } = data;
  const canAsk = request?.state !== 'open' && request?.state !== 'approved';
  return (
    <Card title="Faster cycles" aside={request && <RequestStatus state={request.state} />}>
      <p className="mb-3 text-ink-soft">
        A provisioning cycle usually starts every 40 minutes. Tenants on the allow-list of the program get shorter ones
        for a while, so that validation takes less time.
      </p>
      {request && <RequestFacts request={request} />}
      {request?.state === 'open' && <Withdraw request={request} />}
      {canAsk && (
        <div className="mt-3">
          <Disclosure title={request ? 'Ask again' : 'Ask for faster cycles'}>
            <AskForm />
          </Disclosure>
        </div>
      )}
    </Card>
  );
}

function Withdraw({ request }: { request: AllowListRequest }) {
  const { id } = useOnboarding();
  const withdraw = useWithdrawAllowList(id);
  return (
    <div className="mt-4 flex flex-col items-start gap-3">
      <Button isBusy={withdraw.isPending} onPress={() => withdraw.mutate({ version: request.version })}>
        Withdraw the request
      </Button>
      {withdraw.error && <ProblemCard error={withdraw.error} />}
    </div>
  );
}

function AskForm() {
  const { id } = useOnboarding();
  const ask = useAskAllowList(id);
  const { control, handleSubmit } = useForm<AskAllowListInput>({
    resolver: zodResolver(AskAllowListInput),
    defaultValues: { reason: '', contact: '' },
  });
  const submit = handleSubmit((input) => ask.mutate(input));
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-xl flex-col gap-4">
      <Controller
        control={control}
        name="reason"
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <TextField {...field} label="Why you need them" rows={3} maxLength={2000} error={fieldState.error?.message} />
        )}
      />
      <Controller
        control={control}
        name="contact"
        render={({ field: { ref, ...field }, fieldState }) => (
          <TextField
            {...field}
            inputRef={ref}
            label="Whom to write to about it"
            type="email"
            autoComplete="email"
            error={fieldState.error?.message}
          />
        )}
      />
      {ask.error && <ProblemCard error={ask.error} onRetry={() => void submit()} />}
      <Button type="submit" isBusy={ask.isPending} className="self-start">
        Ask the program
      </Button>
    </form>
  );
}
