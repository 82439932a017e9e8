import { z } from 'zod';
import type { Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { Person, Provisioning } from '../ports.ts';
import type { AuditTrail, OnboardingRecord } from '../record/ports.ts';
import type { ConnectionInput, ProvisioningStep } from './contract.ts';
import { provisioningSteps } from './provisioning-steps.ts';
import { applicationOf } from './test-connection.ts';

export type ProvisioningPorts = AccessPorts & {
  provisioning: Provisioning;
  operations: Operations;
  audit: AuditTrail;
  pollIntervalMs: number;
  firstCycleTimeoutMs: number;
};
type Ask = { person: Person; onboardingId: string };
const KIND = 'configure-provisioning';

/** What is kept of the input: the credential is not. */
const SavedInput = z.object({
  scimEndpoint: z.string(),
  authentication: z.enum(['bearer', 'client-credentials']),
  /** The attempt that this one replaces. */
  after: z.string().optional(),
});

/** Where the step stands, with the job's health and mappings as Entra has them now. */
export async function readProvisioningStep(
  ports: AccessPorts & Pick<ProvisioningPorts, 'provisioning' | 'operations'>,
  ask: Ask,
): Promise<ProvisioningStep> {
  const record = await openOnboarding(ports, ask);
  const { scimEndpoint, authentication, jobId, application } = record;
  const operation = await ports.operations.latest(record.id, KIND);
  const base = { scimEndpoint, authentication, jobId, operation };
  if (!application || !jobId) return base;
  const { servicePrincipalId } = application;
  const [health, mappings] = await Promise.all([
    ports.provisioning.health(servicePrincipalId, jobId),
    ports.provisioning.mappings(servicePrincipalId, jobId),
  ]);
  return { ...base, health, mappings, portalLink: portalLink(application) };
}

/** https://learn.microsoft.com/entra/identity/app-provisioning/configure-automatic-user-provisioning-portal */
function portalLink({ servicePrincipalId, directoryAppId }: NonNullable<OnboardingRecord['application']>): string {
  return `https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Provisioning/objectId/${servicePrincipalId}/appId/${directoryAppId}`;
}

/**
 * Saves the connection, makes and starts the job, and waits for the first healthy cycle, as a durable operation. The
 * credential goes to Entra and stays in memory meanwhile; a repeat finds the first press, and never makes a second job.
 */
export async function configureProvisioning(
  ports: ProvisioningPorts,
  { carrier, onboardingId, ...connection }: ConnectionInput & { carrier: Carrier; onboardingId: string },
): Promise<OperationView> {
  const record = await openOnboarding(ports, { person: carrier, onboardingId });
  const { servicePrincipalId } = applicationOf(record);
  const { scimEndpoint, credential } = connection;
  const before = await ports.operations.latest(onboardingId, KIND);
  const isStopped = before?.state === 'failed' || before?.state === 'waiting-for-you';
  const asked = { scimEndpoint, authentication: credential.kind };
  // The credential may be another one than that of a stopped attempt, which nothing kept can tell: all steps are done anew.
  const input = { ...asked, ...(isStopped ? { after: before.startedAt } : {}) };
  const steps = provisioningSteps(ports, { ...asked, credential, servicePrincipalId, person: carrier, onboardingId });
  return startAs(ports.operations, { onboardingId, kind: KIND, input, steps, carrier });
}

/** For the resume: the credential only when it was given again. */
export function provisioningResume(ports: ProvisioningPorts): StepsFor {
  return async (saved, { person, onboardingId, credential }) => {
    const record = await openOnboarding(ports, { person, onboardingId });
    const { servicePrincipalId } = applicationOf(record);
    const { scimEndpoint, authentication } = SavedInput.parse(saved);
    return provisioningSteps(ports, {
      scimEndpoint,
      authentication,
      credential,
      servicePrincipalId,
      person,
      onboardingId,
    });
  };
}
