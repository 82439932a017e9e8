import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { Operations } from '#lib/operations/ports.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import { RunParameters, type StartRunInput } from './contract.ts';
import { deployedLogicApp } from './preflight.ts';
import { isLive } from './run-view.ts';
import { startSteps, type StartPorts } from './start-steps.ts';

export type StartRunPorts = AccessPorts & StartPorts & { operations: Operations };
const KIND = 'start-run';
/** What is kept of the input; the credential is not. */
const SavedInput = z.object({ parameters: RunParameters });

/**
 * Starts one validation run, as a durable operation. A second press finds the first; while a run goes on none is started,
 * and a lost attempt's run is adopted instead of starting another.
 */
export async function startRun(
  ports: StartRunPorts,
  { carrier, onboardingId, input }: { carrier: Carrier; onboardingId: string; input: StartRunInput },
): Promise<OperationView> {
  const onboarding = await openOnboarding(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(onboarding, 'run-validation');
  const { deployedAt } = deployedLogicApp(onboarding);
  const before = await ports.operations.latest(onboardingId, KIND);
  if (before?.state === 'running') return before;
  if ((await ports.runs.list(onboarding.tenantId, onboardingId)).some(isLive)) {
    throw new AppError('conflict', 'A run is going on already. Wait for its end, or cancel it.');
  }
  await refuseForeignDomain(ports, input.parameters);
  const parameters = withoutPasswords(input.parameters);
  const isRepeat = before !== undefined && before.state !== 'done' && before.state !== 'cancelled';
  const starting = { onboarding, parameters, person: carrier, credential: input.credential, isRepeat };
  return startAs(ports.operations, {
    onboardingId,
    kind: KIND,
    input: { parameters } as never,
    steps: startSteps(ports, starting),
    carrier,
    // A deployment since then has overwritten what a stopped attempt wrote.
    startsOver: before !== undefined && new Date(before.startedAt) < deployedAt,
  });
}

/** For the resume: the credential only when it was given again. */
export function startRunResume(ports: StartRunPorts): StepsFor {
  return async (saved, { person, onboardingId, credential }) => {
    const onboarding = await openOnboarding(ports, { person, onboardingId });
    return startSteps(ports, { onboarding, ...SavedInput.parse(saved), person, credential, isRepeat: true });
  };
}

async function refuseForeignDomain({ directory }: StartPorts, { testUserDomain }: RunParameters): Promise<void> {
  const domains = await directory.verifiedDomains();
  if (domains.some(({ name }) => name.toLowerCase() === testUserDomain.toLowerCase())) return;
  throw new AppError('invalid-input', `${testUserDomain} is not a verified domain of your tenant.`, {
    field: 'parameters.testUserDomain',
  });
}

/** Both templates make a password of their own where it is empty: none is kept, nor sent. */
function withoutPasswords(parameters: RunParameters): RunParameters {
  const userProfiles = parameters.userProfiles.map((profile) => {
    const { passwordProfile } = profile;
    const isObject = typeof passwordProfile === 'object' && passwordProfile !== null;
    return isObject ? { ...profile, passwordProfile: { ...passwordProfile, password: '' } } : profile;
  });
  return { ...parameters, userProfiles };
}
