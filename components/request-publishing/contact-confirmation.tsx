'use client';

import { useQuery } from '@tanstack/react-query';
import { isFuture } from 'date-fns';
import type { ContactConfirmationView } from '#lib/onboarding/request-contacts/contract.ts';
import { contactConfirmations, useAskContact } from '#lib/queries/attachments.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { ConfirmationStatus, MailNotSetUp } from './confirmation-status.tsx';

const LOOKS_LIKE_MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether the person behind an address has said that it is theirs. */
export function ContactConfirmation({ email }: { email: string }) {
  const { id } = useOnboarding();
  const { data } = useQuery(contactConfirmations(id));
  const ask = useAskContact(id);
  const address = email.trim().toLowerCase();
  if (!data || !LOOKS_LIKE_MAIL.test(address)) return null;
  if (!data.isMailSetUp) return <MailNotSetUp />;
  const asked = data.confirmations.find((one) => one.email === address);
  return (
    <div className="flex flex-col gap-2 text-[0.92rem]">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ConfirmationStatus asked={asked} />
        {asked?.state !== 'confirmed' && (
          <AskByMail address={address} asked={asked} isBusy={ask.isPending} onAsk={() => ask.mutate(address)} />
        )}
      </div>
      {asked?.problem && asked.state !== 'confirmed' && <p className="text-bad">{asked.problem}</p>}
      {ask.error && <ProblemCard error={ask.error} />}
    </div>
  );
}

type Asking = { address: string; asked?: ContactConfirmationView; isBusy: boolean; onAsk: () => void };

/** A button that would do nothing is not shown: after a mail there is a while until the next. */
function AskByMail({ address, asked, isBusy, onAsk }: Asking) {
  if (asked?.state === 'sent' && isFuture(new Date(asked.againAt))) {
    return (
      <span className="text-ink-faint">
        {'You can send it again '}
        <Moment at={asked.againAt} />
      </span>
    );
  }
  const words = asked ? 'Send it again' : 'Ask to confirm by mail';
  return (
    <Button look="quiet" aria-label={`${words}: ${address}`} isBusy={isBusy} onPress={onAsk}>
      {words}
    </Button>
  );
}
