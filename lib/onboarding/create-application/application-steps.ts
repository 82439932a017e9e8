import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, StepContext } from '#lib/operations/ports.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { ApplicationIds, Directory, Person } from '../ports.ts';
import type { AuditTrail, Onboardings } from '../record/ports.ts';
import type { ApplicationCandidate, CreateApplicationInput } from './contract.ts';

type Ports = { directory: Directory; onboardings: Onboardings; audit: AuditTrail; pollIntervalMs: number };
type Asked = { input: CreateApplicationInput; person: Person; onboardingId: string; isRepeat: boolean };

const VISIBLE_WITHIN_MS = 5 * 60_000;
/** How many looks a repeat takes before it is sure that the lost attempt made nothing. */
const REPEAT_LOOKS = 4;

export function applicationSteps(ports: Ports, asked: Asked): OperationStep[] {
  const { input } = asked;
  if (input.mode === 'create') {
    return [createStep(ports, asked, input.name), visibleStep(ports), recordStep(ports, asked, 'visible')];
  }
  return [chooseStep(ports.directory, input.servicePrincipalId), recordStep(ports, asked, 'choose')];
}

function createStep({ directory, pollIntervalMs }: Ports, { isRepeat }: Asked, name: string): OperationStep {
  // A failed call may have made it all the same: from then on this attempt is a repeat too.
  let mayExist = isRepeat;
  return {
    name: 'create',
    title: 'Create the application in your directory',
    isLasting: true,
    async run(context) {
      const lost = mayExist ? await lostAttempt(context, { directory, pollIntervalMs, name }) : undefined;
      if (lost) return { result: lost, detail: `${name} was made by an earlier attempt; it is used.` };
      mayExist = true;
      const made = await directory.createApplication(name).catch(explained);
      return { result: made.servicePrincipalId, detail: `${name} was created: client id ${made.directoryAppId}.` };
    },
  };
}

/** An application of this name made after the operation's start. Looks several times: the directory may not show it yet. */
async function lostAttempt(
  context: StepContext,
  { directory, pollIntervalMs, name }: { directory: Directory; pollIntervalMs: number; name: string },
): Promise<string | undefined> {
  for (let look = 1; look <= REPEAT_LOOKS; look += 1) {
    const found = await directory.findApplications(name);
    const own = found.find((candidate) => isMadeSince(candidate, context.startedAt));
    if (own) return own.servicePrincipalId;
    if (found.length > 0) {
      throw new AppError('name-taken', `Your directory already has an application called ${name}.`, { field: 'name' });
    }
    if (look === REPEAT_LOOKS) break;
    await context.progress('Looking whether an earlier attempt made it');
    await context.wait(pollIntervalMs);
  }
  return undefined;
}

/** The directory writes whole seconds, and its clock is not ours. */
const CLOCK_TOLERANCE_MS = 5_000;

export function isMadeSince({ createdAt }: ApplicationCandidate, start: Date): boolean {
  return createdAt !== undefined && Date.parse(createdAt) >= start.getTime() - CLOCK_TOLERANCE_MS;
}

function explained(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'upstream-forbidden') throw error;
  throw new AppError(
    'role-missing',
    'Your directory does not let you create applications. Ask someone who is Application Administrator or Cloud Application Administrator to do this step, or for that role.',
    error.details,
    { cause: error },
  );
}

function visibleStep({ directory, pollIntervalMs }: Ports): OperationStep {
  return {
    name: 'visible',
    title: 'Wait until the directory shows it',
    async run(context) {
      const servicePrincipalId = context.saved<string>('create') ?? '';
      const application = await waitUntil(
        context,
        {
          intervalMs: pollIntervalMs,
          timeoutMs: VISIBLE_WITHIN_MS,
          words: 'The directory does not show the new application everywhere yet',
          tooLong: 'The directory does not show the new application after five minutes. Go on later.',
        },
        () => directory.readApplication(servicePrincipalId),
      );
      return { result: application, detail: `Read back: ${application.name}.` };
    },
  };
}

function chooseStep(directory: Directory, servicePrincipalId: string): OperationStep {
  return {
    name: 'choose',
    title: 'Read the application you chose',
    async run() {
      const candidates = await directory.findApplications();
      const application = candidates.some((one) => one.servicePrincipalId === servicePrincipalId)
        ? await directory.readApplication(servicePrincipalId)
        : undefined;
      if (!application) {
        throw new AppError('not-found', 'Your directory has no such non-gallery application. Choose another one.');
      }
      return { result: application, detail: `Read: ${application.name}, client id ${application.directoryAppId}.` };
    },
  };
}

function recordStep({ onboardings, audit }: Ports, { person, onboardingId }: Asked, from: string): OperationStep {
  return {
    name: 'record',
    title: 'Remember it in this onboarding',
    async run(context) {
      const application = context.saved<ApplicationIds>(from);
      await onboardings.change(person.tenantId, onboardingId, { application });
      await audit.record({
        tenantId: person.tenantId,
        onboardingId,
        actor: person,
        action: 'application.recorded',
        facts: { ...application },
      });
    },
  };
}
