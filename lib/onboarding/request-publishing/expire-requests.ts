import { subDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import type { Submissions, Unanswered, UnansweredRequests } from './ports.ts';

export const EXPIRED_AT_ONCE = 200;

type Ports = { submissions: Pick<Submissions, 'move'>; unanswered: UnansweredRequests; expiryDays: number };

/**
 * Requests whose changes nobody has worked on for so long expire, moved by the portal itself. One that somebody moves
 * meanwhile stays as they left it. Safe to run twice. Answers whether there are more.
 */
export async function expireRequests(ports: Ports, now = new Date()): Promise<{ expired: number; areMore: boolean }> {
  const before = subDays(now, ports.expiryDays);
  const quiet = await ports.unanswered.quietForPortal({ before, limit: EXPIRED_AT_ONCE });
  let expired = 0;
  for (const request of quiet) if (await expire(ports, request)) expired += 1;
  // Where nothing could be moved a second look would find the same.
  return { expired, areMore: quiet.length === EXPIRED_AT_ONCE && expired > 0 };
}

async function expire({ submissions, expiryDays }: Ports, request: Unanswered): Promise<boolean> {
  const { tenantId, onboardingId, version, status } = request;
  if (!mayMove('portal', status, 'expired')) return false;
  try {
    const facts = { days: expiryDays };
    await submissions.move(tenantId, onboardingId, { version, to: 'expired', action: 'submission.expired', facts });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'version-conflict') return false;
    throw error;
  }
}
