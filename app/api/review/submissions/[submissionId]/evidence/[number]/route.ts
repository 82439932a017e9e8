import { ReviewEvidenceParams } from '#lib/onboarding/evidence/contract.ts';
import { route } from '#lib/platform/route.ts';
import { evidenceServices } from '#lib/services/evidence.ts';

export const GET = route({
  summary: 'The evidence pack of one handing in',
  answer: 'file',
  access: 'Reviewer',
  params: ReviewEvidenceParams,
  handle: ({ user, params }) => evidenceServices(user).packForReview({ ...params, number: Number(params.number) }),
});
