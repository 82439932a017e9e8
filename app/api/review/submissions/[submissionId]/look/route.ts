import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { LookInput, SinceLook } from '#lib/review/look/contract.ts';
import { lookServices } from '#lib/services/review-checklist.ts';

export const GET = route({
  summary: 'What others did since this reviewer last looked',
  answer: SinceLook,
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => lookServices(user).read(params.submissionId),
});

export const PUT = route({
  summary: 'Keep that this reviewer was here, or has seen everything until then',
  answer: SinceLook,
  access: 'Reviewer',
  params: SubmissionParams,
  body: LookInput,
  handle: ({ user, params, body }) => lookServices(user).look(params.submissionId, body),
});
