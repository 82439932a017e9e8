import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
import type { DecideInput } from '#lib/review/decide/contract.ts';
import { beginReview, decide, readDecisions } from '#lib/review/decide/decide.ts';
import { foundation } from './foundation.ts';
import { gateOfApproval } from './review-checklist.ts';
import { personOf } from './user-ports.ts';

/** Decisions on a submission, as this reviewer. */
export function decisionServices(user: SignedIn) {
  const { submissions, decisions } = foundation();
  const ports = { submissions, decisions, checklist: gateOfApproval() };
  const person = personOf(user);
  return {
    read: (submissionId: string) => readDecisions(ports, { submissionId, person }),
    begin: (submissionId: string, version: number) => beginReview(ports, { submissionId, person, version }),
    decide: (submissionId: string, input: DecideInput) => decide(ports, { submissionId, person, ...input }),
  };
}
