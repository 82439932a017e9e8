import { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { AdoptRunInput, AzureRuns } from '#lib/onboarding/runs-in-azure/contract.ts';
import { route } from '#lib/platform/route.ts';
import { mayOpen } from '#lib/services/record.ts';
import { azureRunServices } from '#lib/services/runs-in-azure.ts';

export const GET = route({
  summary: 'The runs of the Logic App, read in Azure',
  answer: AzureRuns,
  access: 'signed-in',
  params: OnboardingParams,
  handle: ({ user, params }) => azureRunServices(user).list(params.onboardingId),
});

export const POST = route({
  summary: 'Takes in a run by its Run ID or its link',
  answer: RunView,
  access: 'signed-in',
  params: OnboardingParams,
  admit: mayOpen,
  body: AdoptRunInput,
  handle: ({ user, params, body }) => azureRunServices(user).adopt(params.onboardingId, body.pasted),
});
