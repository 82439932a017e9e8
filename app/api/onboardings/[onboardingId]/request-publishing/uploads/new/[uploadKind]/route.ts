import { NewUploadParams, UPLOAD_LIMITS, UploadOutcome } from '#lib/onboarding/request-attachments/contract.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';
import { matchDraft } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const PUT = route({
  summary: 'Adds a logo or a document',
  answer: UploadOutcome,
  access: 'signed-in',
  params: NewUploadParams,
  admit: mayOpen,
  match: matchDraft,
  file: ({ uploadKind }) => UPLOAD_LIMITS[uploadKind],
  handle: ({ user, params: { onboardingId, uploadKind: kind }, file, matched }) =>
    attachmentServices(user).keep({ onboardingId, kind, file, refuseChanged: matched }),
});
