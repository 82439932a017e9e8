import { oneLine } from './one-line.ts';
import { EXPIRING_DAYS } from './risk-flags.ts';
import type { Telling } from './notifications.ts';

/** Told once for each: early enough to order a new one, and again shortly before it ends. */
const TOKEN_DAYS = [14, 3] as const;
export const TOKEN_DAYS_MOST = TOKEN_DAYS[0];
/** So long before a request expires its publisher is reminded; a short time leaves no more than half of it. */
const remindDays = (expiryDays: number): number => Math.min(7, expiryDays / 2);
const DAY_MS = 86_400_000;
/** Whoever has been quiet since then is to be reminded. */
export const remindFrom = (expiryDays: number, now: Date): Date =>
  new Date(now.getTime() - (expiryDays - remindDays(expiryDays)) * DAY_MS);
/**
 * When a request expires whose publisher is reminded now: a late reminder leaves as much time as one in time, and the day
 * that is named passes before anything happens.
 */
export function expiryOf(
  { quietSince }: { quietSince: Date },
  { expiryDays, now }: { expiryDays: number; now: Date },
): Date {
  const reminded = now.getTime() + remindDays(expiryDays) * DAY_MS;
  return endOfDay(Math.max(quietSince.getTime() + expiryDays * DAY_MS, reminded));
}
/** How many whole days that has been. */
export const daysQuiet = ({ quietSince }: { quietSince: Date }, now: Date): number =>
  Math.floor((now.getTime() - quietSince.getTime()) / DAY_MS);
const endOfDay = (at: number): Date => new Date((Math.floor(at / DAY_MS) + 1) * DAY_MS - 1);

type Of = { onboardingId: string; application: string };

/** A verified run that can be handed in for a few days more. Once for each run. */
export function evidenceExpiring({
  onboardingId,
  application,
  runId,
  until,
}: Of & { runId: string; until: Date }): Telling {
  return {
    ...{ event: `evidence-expiring/${runId}`, kind: 'evidence-expiring', to: 'isv' },
    title: `${oneLine(application)}: the evidence expires soon`,
    words: `The verified run can be handed in until ${day(until)}. After that you need another run.`,
    href: `/onboardings/${onboardingId}/request-publishing`,
  };
}

/** Days before its end from which on a run is told of; a short validity leaves no more than half of it. */
export const evidenceWarnDays = (validityDays: number): number => Math.min(EXPIRING_DAYS, validityDays / 2);

/** A token that ends soon: once for each threshold it has passed, and never of two at once. */
export function tokenExpiring(
  { onboardingId, application, endsAt }: Of & { endsAt: Date },
  now: Date,
): Telling | undefined {
  const left = (endsAt.getTime() - now.getTime()) / DAY_MS;
  const threshold = TOKEN_DAYS.findLast((days) => left <= days);
  if (threshold === undefined || left <= 0) return undefined;
  return {
    ...{
      event: `token-expiring/${onboardingId}/${endsAt.toISOString()}/${threshold}`,
      kind: 'token-expiring',
      to: 'isv',
    },
    title: `${oneLine(application)}: the token ends soon`,
    words: `The token that Entra reaches your application with ends on ${day(endsAt)}. Configure provisioning with a new one.`,
    href: `/onboardings/${onboardingId}/configure-provisioning`,
  };
}

/** Asked-for changes whose time runs out. Once for each day on which it would: a sign of the publisher moves it. */
export function requestExpiring({
  onboardingId,
  application,
  submissionId,
  expiresAt,
}: Of & { submissionId: string; expiresAt: Date }): Telling {
  return {
    ...{
      event: `request-expiring/${submissionId}/${expiresAt.toISOString().slice(0, 10)}`,
      kind: 'changes-requested',
      to: 'isv',
    },
    title: `${oneLine(application)}: the request expires soon`,
    words: `The reviewers wait for your answers. Without a sign of you the request expires on ${day(expiresAt)}.`,
    href: `/onboardings/${onboardingId}/request-publishing`,
  };
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (at: Date): string => `${DAY.format(at)} (UTC)`;
