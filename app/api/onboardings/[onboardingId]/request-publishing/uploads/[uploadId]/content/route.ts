import { UploadParams } from '#lib/onboarding/request-attachments/contract.ts';
import { fileResponse } from '#lib/platform/file-response.ts';
import { route } from '#lib/platform/route.ts';
import { attachmentServices } from '#lib/services/attachments.ts';

export const GET = route({
  summary: 'A file of the request',
  answer: 'file',
  access: 'signed-in',
  params: UploadParams,
  handle: async ({ user, params }) => fileResponse(await attachmentServices(user).content(params)),
});
