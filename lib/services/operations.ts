import 'server-only';
import { provisioningResume } from '#lib/onboarding/configure-provisioning/configure-provisioning.ts';
import { applicationResume } from '#lib/onboarding/create-application/create-application.ts';
import { deployResume } from '#lib/onboarding/deploy-logic-app/deploy-logic-app.ts';
import { revokeResume } from '#lib/onboarding/deploy-logic-app/revoke-roles.ts';
import type { OperationKind } from '#lib/onboarding/operations/contract.ts';
import type { StepsFor } from '#lib/onboarding/operations/operation-steps.ts';
import { readOperation, resumeOperation } from '#lib/onboarding/operations/resume-operation.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { requestResume } from '#lib/onboarding/request-publishing/request-publishing.ts';
import { cleanUpResume } from '#lib/onboarding/run-validation/clean-up.ts';
import { startRunResume } from '#lib/onboarding/run-validation/start-run.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { withSettings } from './settings.ts';
import { carrierOf, portsFor, type UserPorts } from './user-ports.ts';

type PortsInForce = Awaited<ReturnType<typeof withSettings<UserPorts>>>;

/** How the steps of each kind are built anew for a resume, as the person who is here then. */
const RESUMES: Record<OperationKind, (ports: PortsInForce) => StepsFor> = {
  'create-application': applicationResume,
  'configure-provisioning': provisioningResume,
  'deploy-logic-app': deployResume,
  'revoke-roles': revokeResume,
  'start-run': startRunResume,
  'clean-up': cleanUpResume,
  'request-publishing': requestResume,
};

/** Reading and resuming operations of any kind. */
export function operationServices(user: SignedIn) {
  const ports = portsFor(user);
  const carrier = carrierOf(user);
  return {
    read: (onboardingId: string, kind: OperationKind) => readOperation(ports, { onboardingId, kind, carrier }),
    resume: async (onboardingId: string, kind: OperationKind, credential: Credential | undefined) => {
      const stepsFor = RESUMES[kind](await withSettings(ports));
      return resumeOperation(ports, { onboardingId, kind, carrier, credential, stepsFor });
    },
  };
}
