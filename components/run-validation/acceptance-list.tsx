import type { AcceptanceCheck } from '#lib/onboarding/run-validation/contract.ts';
import { Moment } from '#components/ui/moment.tsx';
import { StatusIcon } from '#components/ui/status.tsx';

/** What was checked at the source, and which check failed. */
export function AcceptanceList({ checks, verifiedAt }: { checks: AcceptanceCheck[]; verifiedAt?: string }) {
  return (
    <section aria-label="Verified at the source">
      <h3 className="mb-2 text-[0.95rem] text-ink-soft">
        Verified at the source
        {verifiedAt && (
          <>
            {' '}
            <Moment at={verifiedAt} />
          </>
        )}
      </h3>
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {checks.map((check) => (
          <li key={check.id} className="flex gap-2.5">
            <StatusIcon tone={check.ok ? 'ok' : 'bad'} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="font-medium">{check.title}</span>
              <span className="sr-only">{check.ok ? ': holds' : ': does not hold'}</span>
              <span className="block text-[0.9rem] text-ink-soft">{check.reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
