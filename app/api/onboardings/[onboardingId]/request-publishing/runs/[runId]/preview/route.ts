import { RunPreview } from '#lib/onboarding/preview-run/contract.ts';
import { RunParams } from '#lib/onboarding/run-validation/contract.ts';
import { route } from '#lib/platform/route.ts';
import { azureRunServices } from '#lib/services/runs-in-azure.ts';

export const GET = route({
  summary: 'What a run proves',
  answer: RunPreview,
  access: 'signed-in',
  params: RunParams,
  handle: ({ user, params }) => azureRunServices(user).preview(params),
});
