import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { AdoptRunInput } from '#lib/onboarding/runs-in-azure/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen } from '#lib/services/record.ts';
import { azureRunServices } from '#lib/services/runs-in-azure.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => azureRunServices(user).list(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: AdoptRunInput,
  handle: ({ user, params, body }) => azureRunServices(user).adopt(params.onboardingId, body.pasted),
});
