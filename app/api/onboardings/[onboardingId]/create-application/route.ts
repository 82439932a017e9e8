import { CreateApplicationInput } from '#lib/onboarding/create-application/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).readApplicationStep(params.onboardingId),
});

export const POST = route({
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: CreateApplicationInput,
  handle: ({ user, params, body }) => preparationServices(user).createApplication(params.onboardingId, body),
});
