'use client';

import { formatDistanceToNowStrict } from 'date-fns';
import { useEffect, useState } from 'react';

const REFRESH_MS = 20_000;
const JUST_NOW_MS = 10_000;
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

/** A day as "2 Dec 2026", in UTC. */
export const dayWords = (at: string): string => DAY.format(new Date(at));

/** A moment as "3 minutes ago"; the exact time with its zone on hover. */
export const Moment = ({ at }: { at: string }) => <InWords at={at} words={distanceWords} />;

/** Since a moment, as "for 3 minutes". */
export const HowLong = ({ since }: { since: string }) => <InWords at={since} words={howLongWords} />;

function InWords({ at, words }: { at: string; words: (date: Date) => string }) {
  const [, refresh] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => refresh((count) => count + 1), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="whitespace-nowrap" dateTime={at} title={EXACT.format(new Date(at))} suppressHydrationWarning>
      {words(new Date(at))}
    </time>
  );
}

const isNow = (date: Date): boolean => Math.abs(Date.now() - date.getTime()) < JUST_NOW_MS;
const distanceWords = (date: Date): string =>
  isNow(date) ? 'just now' : formatDistanceToNowStrict(date, { addSuffix: true });
const howLongWords = (date: Date): string => (isNow(date) ? 'as of now' : `for ${formatDistanceToNowStrict(date)}`);

/** Seconds as "42 s" or "3 min 10 s"; less than a second as "< 1 s". */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole === 0) return '< 1 s';
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
