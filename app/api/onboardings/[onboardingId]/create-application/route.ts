import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { ApplicationStep, CreateApplicationInput } from '#lib/onboarding/create-application/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { route } from '#lib/platform/route.ts';
import { preparationServices } from '#lib/services/preparation.ts';
import { mayOpen } from '#lib/services/record.ts';

export const GET = route({
  summary: 'The application of this onboarding',
  answer: ApplicationStep,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => preparationServices(user).readApplicationStep(params.onboardingId),
});

export const POST = route({
  summary: 'Creates the application, or takes one that exists',
  answer: OperationView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: CreateApplicationInput,
  handle: ({ user, params, body }) => preparationServices(user).createApplication(params.onboardingId, body),
});
