import { SubmissionUploadParams } from '#lib/onboarding/request-attachments/contract.ts';
import { fileResponse } from '#lib/platform/file-response.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentReview } from '#lib/services/attachments.ts';

export const GET = route({
  summary: 'A file of the submission',
  answer: 'file',
  access: 'Reviewer',
  params: SubmissionUploadParams,
  handle: async ({ params }) => fileResponse(await attachmentReview().content(params)),
});
