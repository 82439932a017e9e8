import { UploadParams } from '#lib/onboarding/request-attachments/contract.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';
import { matchDraft } from '#lib/services/publishing.ts';
import { mayOpen } from '#lib/services/record.ts';

export const DELETE = route({
  summary: 'Takes a file out of the request',
  answer: 'nothing',
  access: 'signed-in',
  params: UploadParams,
  admit: mayOpen,
  match: matchDraft,
  handle: ({ user, params, matched }) => attachmentServices(user).remove({ ...params, refuseChanged: matched }),
});
