'use client';

import { differenceInDays, formatDistanceToNowStrict, isPast } from 'date-fns';

const SOON_DAYS = 3;

/** How long a verified run still counts. */
export function EvidenceFreshness({ validUntil }: { validUntil: string }) {
  const date = new Date(validUntil);
  if (isPast(date)) return <span className="font-medium text-bad">the verified run has expired</span>;
  const isSoon = differenceInDays(date, new Date()) < SOON_DAYS;
  return (
    <span className={isSoon ? 'font-medium text-warn' : undefined} title={date.toString()}>
      {`evidence valid for ${formatDistanceToNowStrict(date)}`}
    </span>
  );
}
