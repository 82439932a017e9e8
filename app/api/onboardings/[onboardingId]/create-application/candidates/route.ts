import { ApplicationCandidates } from '#lib/onboarding/create-application/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';

export const GET = route({
  summary: 'Applications of the tenant that could be taken',
  answer: ApplicationCandidates,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).listCandidates(params.onboardingId),
});
