import { AppError } from '#lib/platform/errors.ts';
import { daysQuiet, expiryOf, remindFrom, requestExpiring } from '#lib/rules/deadline-notifications.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import type { Submissions, Unanswered, UnansweredRequests } from './ports.ts';

export const EXPIRED_AT_ONCE = 200;

type Ports = { submissions: Pick<Submissions, 'move'>; unanswered: UnansweredRequests; expiryDays: number };

/**
 * Publishers who work on none of the changes that were asked for are told on which day their request expires; when that day
 * is over the portal itself moves it. Whoever does something meanwhile keeps it, and without a word before nothing expires.
 * Safe to run twice. Answers whether there are more; what went wrong with one is thrown when all others are done.
 */
export async function expireRequests(
  ports: Ports,
  now = new Date(),
): Promise<{ expired: number; reminded: number; areMore: boolean }> {
  const { unanswered, expiryDays } = ports;
  const asked = { expiryDays, limit: EXPIRED_AT_ONCE };
  const failures: unknown[] = [];
  const overdue = await unanswered.overdueForPortal({ ...asked, now });
  const expired = await countOf(overdue, (request) => expire(ports, request, now), failures);
  const silent = await unanswered.unremindedForPortal({ ...asked, quietBefore: remindFrom(expiryDays, now) });
  const reminded = await countOf(silent, (request) => remind(ports, request, now), failures);
  if (failures.length > 0) throw failures[0];
  const areMore = [
    { found: overdue, done: expired },
    { found: silent, done: reminded },
    // Where nothing could be done a second look would find the same.
  ].some(({ found, done }) => found.length === EXPIRED_AT_ONCE && done > 0);
  return { expired, reminded, areMore };
}

async function countOf(
  requests: Unanswered[],
  act: (request: Unanswered) => Promise<boolean>,
  failures: unknown[],
): Promise<number> {
  let done = 0;
  for (const request of requests) {
    try {
      if (await act(request)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return done;
}

function remind({ unanswered, expiryDays }: Ports, request: Unanswered, now: Date): Promise<boolean> {
  const expiresAt = expiryOf(request, { expiryDays, now });
  return unanswered.remindForPortal(request, {
    ...{ at: now, expiresAt },
    telling: requestExpiring({ ...request, expiresAt }),
  });
}

async function expire({ submissions }: Ports, request: Unanswered, now: Date): Promise<boolean> {
  const { tenantId, onboardingId, version, status, quietSince } = request;
  if (!mayMove('portal', status, 'expired')) return false;
  try {
    const move = {
      version,
      quietSince,
      to: 'expired',
      action: 'submission.expired',
      facts: { days: daysQuiet(request, now) },
    } as const;
    await submissions.move(tenantId, onboardingId, move);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'version-conflict') return false;
    throw error;
  }
}
