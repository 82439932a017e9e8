import 'server-only';
import type { DeployLogicAppInput } from '#lib/onboarding/deploy-logic-app/contract.ts';
import { deployLogicApp, readLogicAppStep } from '#lib/onboarding/deploy-logic-app/deploy-logic-app.ts';
import { deploymentOptions, subscriptionOptions } from '#lib/onboarding/deploy-logic-app/options.ts';
import { revokeRoles } from '#lib/onboarding/deploy-logic-app/revoke-roles.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { withSettings } from './settings.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/** Step 4 as this person. */
export function deploymentServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const carrier = carrierOf(user);
  return {
    readStep: (onboardingId: string) => readLogicAppStep(ports, { person, onboardingId }),
    options: async (onboardingId: string) => deploymentOptions(await withSettings(ports), { person, onboardingId }),
    subscriptionOptions: (onboardingId: string, subscriptionId: string) =>
      subscriptionOptions(ports, { person, onboardingId, subscriptionId }),
    deploy: async (onboardingId: string, input: DeployLogicAppInput) =>
      deployLogicApp(await withSettings(ports), { carrier, onboardingId, input }),
    revoke: (onboardingId: string) => revokeRoles(ports, { carrier, onboardingId }),
  };
}
