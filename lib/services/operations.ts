import 'server-only';
import { provisioningResume } from '#lib/onboarding/configure-provisioning/configure-provisioning.ts';
import { applicationResume } from '#lib/onboarding/create-application/create-application.ts';
import type { OperationKind } from '#lib/onboarding/operations/contract.ts';
import type { StepsFor } from '#lib/onboarding/operations/operation-steps.ts';
import { readOperation, resumeOperation } from '#lib/onboarding/operations/resume-operation.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { carrierOf, portsFor, type UserPorts } from './user-ports.ts';

/** How the steps of each kind are built anew for a resume, as the person who is here then. */
const RESUMES: Partial<Record<OperationKind, (ports: UserPorts) => StepsFor>> = {
  'create-application': applicationResume,
  'configure-provisioning': provisioningResume,
};

/** Reading and resuming operations of any kind. */
export function operationServices(user: SignedIn) {
  const ports = portsFor(user);
  const carrier = carrierOf(user);
  return {
    read: (onboardingId: string, kind: OperationKind) => readOperation(ports, { onboardingId, kind, carrier }),
    resume: (onboardingId: string, kind: OperationKind, credential: Credential | undefined) => {
      const stepsFor = RESUMES[kind]?.(ports);
      if (!stepsFor) throw new AppError('not-found', 'Nothing of this kind can be resumed.');
      return resumeOperation(ports, { onboardingId, kind, carrier, credential, stepsFor });
    },
  };
}
