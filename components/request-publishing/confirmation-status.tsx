import type { ContactConfirmationView } from '#lib/onboarding/request-contacts/contract.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Status } from '#components/ui/status.tsx';

/** How it stands with an address that was asked, and since when. */
export function ConfirmationStatus({ asked }: { asked?: ContactConfirmationView }) {
  if (!asked) return <Status tone="waiting">Not asked yet</Status>;
  const { state, sentAt, confirmedAt } = asked;
  const shown = {
    sending: <Status tone="busy">The mail is on its way</Status>,
    sent: <Status tone="info">Mailed, not confirmed yet</Status>,
    confirmed: <Status tone="ok">Confirmed</Status>,
    expired: <Status tone="warn">The link has run out</Status>,
    failed: <Status tone="bad">The mail could not be sent</Status>,
  }[state];
  const at = confirmedAt ?? sentAt;
  return (
    <>
      {shown}
      {at && (
        <span className="text-ink-faint">
          <Moment at={at} />
        </span>
      )}
    </>
  );
}

export function MailNotSetUp() {
  return (
    <p className="text-[0.9rem] text-ink-faint">
      Mail is not set up in this portal, so the address cannot be confirmed. It need not be.
    </p>
  );
}
