'use client';

import { useState } from 'react';
import { DecideAllowListInput, type AllowListRow } from '#lib/program/allow-list/contract.ts';
import { useDecideAllowList, useOwnAllowList } from '#lib/queries/allow-list.ts';
import { RequestFacts, RequestStatus } from '#components/allow-list/request-status.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';

/** One request: take it on, then approve it until a day, or decline it. */
export function AllowListCard({ request }: { request: AllowListRow }) {
  const { id, version, tenantName, applicationName, state, isMine } = request;
  const own = useOwnAllowList(id);
  const title = `${applicationName}, ${tenantName}`;
  return (
    <Card title={title} aside={<RequestStatus state={state} />}>
      <RequestFacts request={request} />
      {state === 'open' && (
        <div className="mt-4 flex flex-col gap-4 border-t border-line pt-4">
          {!isMine && (
            <Button className="self-start" isBusy={own.isPending} onPress={() => own.mutate({ version })}>
              {request.ownerName ? 'Take it over' : 'Take care of it'}
            </Button>
          )}
          {own.error && <ProblemCard error={own.error} />}
          <Decision request={request} title={title} />
        </div>
      )}
    </Card>
  );
}

const DEFAULT_DAYS = 30;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

function Decision({ request, title }: { request: AllowListRow; title: string }) {
  const decide = useDecideAllowList(request.id);
  const [reason, setReason] = useState('');
  const [expiresAt, setExpiresAt] = useState(() => inDays(DEFAULT_DAYS));
  const [error, setError] = useState<{ field?: string; words: string }>();
  const send = (decision: 'approve' | 'decline') => {
    const input = DecideAllowListInput.safeParse({
      ...{ decision, version: request.version, reason },
      ...(decision === 'approve' ? { expiresAt } : {}),
    });
    if (input.success) {
      setError(undefined);
      return decide.mutate(input.data);
    }
    const [issue] = input.error.issues;
    setError({ field: issue?.path.join('.'), words: issue?.message ?? 'Fill in both fields.' });
  };
  const errorOf = (field: string) => (error?.field === field ? error.words : undefined);
  return (
    <div role="group" aria-label={`Decide on ${title}`} className="grid gap-4 sm:grid-cols-[1fr_12rem]">
      <TextField
        label="Reason"
        hint="The ISV reads it."
        rows={2}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={errorOf('reason')}
      />
      <TextField
        label="Approved until"
        hint="The end of that day, UTC."
        type="date"
        value={expiresAt}
        onChange={setExpiresAt}
        error={errorOf('expiresAt')}
      />
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button
          look="primary"
          isBusy={decide.isPending && decide.variables.decision === 'approve'}
          onPress={() => send('approve')}
        >
          Approve faster cycles
        </Button>
        <Button
          look="danger"
          isBusy={decide.isPending && decide.variables.decision === 'decline'}
          onPress={() => send('decline')}
        >
          Decline
        </Button>
      </div>
      {decide.error && (
        <div className="sm:col-span-2">
          <ProblemCard error={decide.error} />
        </div>
      )}
    </div>
  );
}
