import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
import { programTable } from '#lib/program/program.ts';
import type {
  ReopenFindingInput,
  RequestChangesInput,
  ResolveFindingInput,
  ReviewFindingParams,
} from '#lib/review/contract.ts';
import { requestChanges } from '#lib/review/request-changes.ts';
import { readSubmission, verifyAgain } from '#lib/review/review.ts';
import { reopenFinding, resolveFinding } from '#lib/review/settle-finding.ts';
import { attachmentStores } from './attachments.ts';
import { contactStores } from './contacts.ts';
import { foundation } from './foundation.ts';
import { portalAccess } from './portal-access.ts';
import { personOf } from './user-ports.ts';

/** What reviewers do; nothing here reaches a cloud with a reviewer's rights. */
export function reviewServices(user: SignedIn) {
  const { config, ...kept } = foundation();
  const stores = { ...kept, ...attachmentStores(), ...contactStores() };
  const ports = { ...stores, portal: portalAccess(), validityDays: config.RUN_VALIDITY_DAYS };
  return {
    read: (submissionId: string) => readSubmission(ports, submissionId),
    requestChanges: (submissionId: string, input: RequestChangesInput) =>
      requestChanges(ports, { submissionId, person: personOf(user), ...input }),
    resolveFinding: (of: ReviewFindingParams, input: ResolveFindingInput) =>
      resolveFinding(ports, { ...of, ...input, person: personOf(user) }),
    reopenFinding: (of: ReviewFindingParams, input: ReopenFindingInput) =>
      reopenFinding(ports, { ...of, ...input, person: personOf(user) }),
    verifyAgain: (submissionId: string) => verifyAgain(ports, { submissionId, person: personOf(user) }),
  };
}

/** What program managers see. */
export function programServices() {
  const { onboardings, runs } = foundation();
  return { table: () => programTable({ onboardings, runs }) };
}
