import 'server-only';
import { preflight } from '#lib/onboarding/run-validation/preflight.ts';
import { cleanUp, readLeftovers } from '#lib/onboarding/run-validation/clean-up.ts';
import type { StartRunInput } from '#lib/onboarding/run-validation/contract.ts';
import { readActionContent, readActions } from '#lib/onboarding/run-validation/read-actions.ts';
import {
  cancelRun,
  readRunView,
  readValidationStep,
  verifyRun,
} from '#lib/onboarding/run-validation/read-validation.ts';
import { startRun } from '#lib/onboarding/run-validation/start-run.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { graphScopes } from '#lib/platform/clouds.ts';
import { askingAtOnce } from './consent.ts';
import { carrierOf, personOf, portsFor } from './user-ports.ts';

/** https://learn.microsoft.com/graph/permissions-reference */
const REMOVE_LEFTOVERS = ['User.ReadWrite.All', 'Group.ReadWrite.All'];

type Run = { onboardingId: string; runId: string };

/** Step 5 as this person. */
export function validationServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  const carrier = carrierOf(user);
  return {
    readStep: (onboardingId: string) => readValidationStep(ports, { person, onboardingId }),
    preflight: (onboardingId: string, credential: Credential) => preflight(ports, { person, onboardingId, credential }),
    start: (onboardingId: string, input: StartRunInput) => startRun(ports, { carrier, onboardingId, input }),
    readRun: (run: Run) => readRunView(ports, { person, ...run }),
    cancelRun: (run: Run) => cancelRun(ports, { person, ...run }),
    verifyRun: (run: Run) => verifyRun(ports, { person, ...run }),
    readActions: (run: Run) => readActions(ports, { person, ...run }),
    readActionContent: (of: Run & { action: string; repetition?: string }) =>
      readActionContent(ports, { person, ...of }),
    readLeftovers: (onboardingId: string) =>
      askingAtOnce(graphScopes(ports.graphUrl, REMOVE_LEFTOVERS), () => readLeftovers(ports, { person, onboardingId })),
    cleanUp: (onboardingId: string) => cleanUp(ports, { carrier, onboardingId }),
  };
}
