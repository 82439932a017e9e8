import 'server-only';
import { readHistory } from '#lib/onboarding/history/read-history.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { readSubmissionHistory } from '#lib/review/read-history.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** An onboarding's history, for those it is open to and for reviewers. */
export function historyServices(user: SignedIn) {
  const { audit, submissions } = foundation();
  return {
    read: (onboardingId: string, before?: number) =>
      readHistory({ ...portsFor(user), history: audit }, { person: personOf(user), onboardingId, before }),
    readForReview: (submissionId: string, before?: number) =>
      readSubmissionHistory({ submissions, history: audit }, { submissionId, before }),
  };
}
