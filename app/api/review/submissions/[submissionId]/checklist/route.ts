import { route } from '#lib/platform/route.ts';
import { Checklist } from '#lib/review/checklist/contract.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { checklistServices } from '#lib/services/review-checklist.ts';

export const GET = route({
  summary: 'What a reviewer has to be sure of before approving, answered where the portal can',
  answer: Checklist,
  access: 'Reviewer',
  params: SubmissionParams,
  handle: ({ user, params }) => checklistServices(user).read(params.submissionId),
});
