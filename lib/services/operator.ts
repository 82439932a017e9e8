import 'server-only';
import type { SignedIn } from '#lib/platform/session.ts';
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
import { withSettings } from './settings.ts';
import { personOf } from './user-ports.ts';

/** What reviewers do; nothing here reaches a cloud with a reviewer's rights. */
export function reviewServices(user: SignedIn) {
  const stores = { ...foundation(), ...attachmentStores(), ...contactStores() };
  const ports = () => withSettings({ ...stores, portal: portalAccess() });
  const person = personOf(user);
  return {
    read: async (submissionId: string) => readSubmission(await ports(), submissionId),
    requestChanges: async (submissionId: string, input: RequestChangesInput) =>
      requestChanges(await ports(), { submissionId, person, ...input }),
    resolveFinding: async (of: ReviewFindingParams, input: ResolveFindingInput) =>
      resolveFinding(await ports(), { ...of, ...input, person }),
    reopenFinding: async (of: ReviewFindingParams, input: ReopenFindingInput) =>
      reopenFinding(await ports(), { ...of, ...input, person }),
    verifyAgain: async (submissionId: string) => verifyAgain(await ports(), { submissionId, person }),
  };
}
