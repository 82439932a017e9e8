'use client';

import { formatDistanceToNowStrict } from 'date-fns';
import { useEffect, useState } from 'react';

const REFRESH_MS = 20_000;
const JUST_NOW_MS = 10_000;
const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** A moment as "3 minutes ago"; the exact time with its zone on hover. */
export function Moment({ at }: { at: string }) {
  const [, refresh] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => refresh((count) => count + 1), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="whitespace-nowrap" dateTime={at} title={EXACT.format(new Date(at))} suppressHydrationWarning>
      {distanceWords(new Date(at))}
    </time>
  );
}

function distanceWords(date: Date): string {
  const isNow = Math.abs(Date.now() - date.getTime()) < JUST_NOW_MS;
  return isNow ? 'just now' : formatDistanceToNowStrict(date, { addSuffix: true });
}

/** Seconds as "42 s" or "3 min 10 s"; less than a second as "< 1 s". */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole === 0) return '< 1 s';
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
