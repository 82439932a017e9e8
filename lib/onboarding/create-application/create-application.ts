import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { Directory, Person } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import type { AuditTrail } from '../record/ports.ts';
import { applicationSteps, isMadeSince } from './application-steps.ts';
import { CreateApplicationInput, type ApplicationCandidate, type ApplicationStep } from './contract.ts';

export type ApplicationPorts = AccessPorts & {
  directory: Directory;
  operations: Operations;
  audit: AuditTrail;
  /** How often a waiting step looks again. */
  pollIntervalMs: number;
};
type Ask = { person: Person; onboardingId: string };
const KIND = 'create-application';

/** Where the step stands. Reads nothing outside. */
export async function readApplicationStep(
  ports: AccessPorts & Pick<ApplicationPorts, 'operations'>,
  ask: Ask,
): Promise<ApplicationStep> {
  const { application, name } = await openOnboarding(ports, ask);
  return { application, suggestedName: name, operation: await ports.operations.latest(ask.onboardingId, KIND) };
}

/** The tenant's non-gallery applications, newest first. */
export async function listCandidates(
  ports: AccessPorts & { directory: Directory },
  ask: Ask,
): Promise<{ candidates: ApplicationCandidate[] }> {
  await openOnboarding(ports, ask);
  return { candidates: await ports.directory.findApplications() };
}

/**
 * Creates the application, or takes over an existing one, as a durable operation. A name that is taken is refused at once;
 * a repeat finds what the first press started, and never makes a second application.
 */
export async function createApplication(
  ports: ApplicationPorts,
  { carrier, onboardingId, input }: { carrier: Carrier; onboardingId: string; input: CreateApplicationInput },
): Promise<OperationView> {
  const record = await openOnboarding(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(record, KIND);
  const before = await ports.operations.latest(onboardingId, KIND);
  if (record.application) {
    if (before) return before;
    throw new AppError('conflict', 'This onboarding has its application already.');
  }
  const made = input.mode === 'create' && (await madeMeanwhile(ports, { name: input.name, onboardingId }));
  if (made) return made;
  const steps = stepsOf(ports, input, { person: carrier, onboardingId, isRepeat: isUnfinished(before) });
  return startAs(ports.operations, { onboardingId, kind: KIND, input, steps, carrier });
}

/** For the resume: the same steps, now careful with what a lost attempt may have made. */
export function applicationResume(ports: ApplicationPorts): StepsFor {
  return (input, { person, onboardingId }) =>
    stepsOf(ports, CreateApplicationInput.parse(input), { person, onboardingId, isRepeat: true });
}

function stepsOf(
  ports: ApplicationPorts,
  input: CreateApplicationInput,
  by: Ask & { isRepeat: boolean },
): OperationStep[] {
  return applicationSteps(ports, { input, ...by });
}

/**
 * Refuses a name that the directory has. What an operation of this onboarding made after its start is its own, also when
 * another press started it meanwhile; one that is done by now has nothing left to do.
 */
async function madeMeanwhile(
  { directory, operations }: Pick<ApplicationPorts, 'directory' | 'operations'>,
  { name, onboardingId }: { name: string; onboardingId: string },
): Promise<OperationView | undefined> {
  const found = await directory.findApplications(name);
  if (found.length === 0) return undefined;
  const newest = await operations.latest(onboardingId, KIND);
  const isOwn =
    newest &&
    newest.state !== 'cancelled' &&
    found.every((candidate) => isMadeSince(candidate, new Date(newest.startedAt)));
  if (isOwn) return newest.state === 'done' ? newest : undefined;
  throw new AppError('name-taken', `Your directory already has an application called ${name}.`, { field: 'name' });
}

function isUnfinished(operation: OperationView | undefined): boolean {
  return operation !== undefined && operation.state !== 'done' && operation.state !== 'cancelled';
}
