import { z } from 'zod';
import { DeployLogicAppInput } from './contract.ts';

/** What is kept of the input; the credential is not. */
export const SavedDeployment = DeployLogicAppInput.omit({ credential: true });
export type SavedDeployment = z.infer<typeof SavedDeployment>;

export type Deployment = SavedDeployment & { resourceId: string; tags: ReturnType<typeof deploymentTags> };

/** A deployment of one onboarding: where it lies, and the tag by which it is known again. */
export function deploymentOf(input: SavedDeployment, onboardingId: string): Deployment {
  const { subscriptionId, resourceGroup, logicAppName } = input;
  return {
    ...input,
    resourceId: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Logic/workflows/${logicAppName}`,
    tags: deploymentTags(onboardingId),
  };
}

/** By which a Logic App is known as this onboarding's. */
export const deploymentTags = (onboardingId: string) => ({
  'created-by': 'app-gallery-onboarding',
  onboarding: onboardingId,
});
