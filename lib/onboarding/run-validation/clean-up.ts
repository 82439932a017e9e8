import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import { descriptorOf } from '../deploy-logic-app/templates.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { Directory, Person } from '../ports.ts';
import type { AuditTrail, OnboardingRecord, Runs } from '../record/ports.ts';
import type { Leftover, Leftovers } from './contract.ts';
import { findLeftovers } from './leftovers.ts';
import { isLive } from './run-view.ts';

export type CleanUpPorts = AccessPorts & {
  directory: Directory;
  runs: Pick<Runs, 'list'>;
  operations: Operations;
  audit: AuditTrail;
  pollIntervalMs: number;
};
type Cleaning = { onboarding: OnboardingRecord; person: Person };
const KIND = 'clean-up';
const GONE_WITHIN_MS = 2 * 60_000;
/** The person can help with these at once. */
const ASKS_PERSON = new Set<ProblemCode>([
  'consent-required',
  'claims-challenge',
  'sign-in-expired',
  'sign-in-required',
]);

/** Test users and groups that runs left behind. Removes nothing. */
export async function readLeftovers(
  ports: AccessPorts & { directory: Directory },
  ask: { person: Person; onboardingId: string },
): Promise<Leftovers> {
  const onboarding = await openOnboarding(ports, ask);
  return { leftovers: await leftoversOf(ports, onboarding), readAt: new Date().toISOString() };
}

/** Removes what runs left behind, as a durable operation. Refused while a run goes on: it needs them. */
export async function cleanUp(
  ports: CleanUpPorts,
  { carrier, onboardingId }: { carrier: Carrier; onboardingId: string },
): Promise<OperationView> {
  const onboarding = await openOnboarding(ports, { person: carrier, onboardingId });
  if ((await ports.runs.list(onboarding.tenantId, onboardingId)).some(isLive)) {
    throw new AppError('conflict', 'A run is going on and needs its test users. Wait for its end, or cancel it.');
  }
  const steps = cleanUpSteps(ports, { onboarding, person: carrier });
  return startAs(ports.operations, { onboardingId, kind: KIND, input: {}, steps, carrier });
}

export function cleanUpResume(ports: CleanUpPorts): StepsFor {
  return async (_saved, { person, onboardingId }) =>
    cleanUpSteps(ports, { onboarding: await openOnboarding(ports, { person, onboardingId }), person });
}

const leftoversOf = ({ directory }: { directory: Directory }, { logicApp }: OnboardingRecord): Promise<Leftover[]> =>
  findLeftovers(directory, logicApp ? descriptorOf(logicApp.template) : OWN_CONSUMPTION);

function cleanUpSteps(ports: CleanUpPorts, { onboarding, person }: Cleaning): OperationStep[] {
  const { directory, audit, pollIntervalMs } = ports;
  const { tenantId, id: onboardingId } = onboarding;
  return [
    {
      name: 'find',
      title: 'List test users and groups',
      async run() {
        const found = await leftoversOf(ports, onboarding);
        return { result: found, detail: found.length === 0 ? 'There are none.' : `${found.length} were found.` };
      },
    },
    {
      name: 'remove',
      title: 'Remove them from the tenant',
      async run(context) {
        const found = context.saved<Leftover[]>('find') ?? [];
        const failed: string[] = [];
        for (const [index, leftover] of found.entries()) {
          await context.progress(`${index + 1} of ${found.length}: ${leftover.name}`);
          await directory.deleteTestObject(leftover).catch((error: unknown) => failed.push(whyNot(leftover, error)));
        }
        await audit.record({
          tenantId,
          onboardingId,
          actor: person,
          action: 'leftovers.removed',
          facts: { found: found.length, failed },
        });
        if (failed.length > 0) throw new AppError('conflict', `Could not be removed: ${failed.join('; ')}`);
        return {
          isSkipped: found.length === 0,
          detail: `${found.length} were removed. Users stay in the directory’s recycle bin for 30 days.`,
        };
      },
    },
    {
      name: 'read-back',
      title: 'See that they are gone',
      async run(context) {
        const removed = new Set((context.saved<Leftover[]>('find') ?? []).map(({ id }) => id));
        await waitUntil(
          context,
          {
            intervalMs: pollIntervalMs,
            timeoutMs: GONE_WITHIN_MS,
            words: 'The directory still names some of them',
            tooLong: 'The directory still names some of them after two minutes. Look again later.',
          },
          async () => (await leftoversOf(ports, onboarding)).every(({ id }) => !removed.has(id)) || undefined,
        );
      },
    },
  ];
}

/** One that cannot be removed does not keep the others. */
function whyNot({ kind, name }: Leftover, error: unknown): string {
  if (!(error instanceof AppError) || ASKS_PERSON.has(error.code)) throw error;
  return `${kind} ${name} (${error.message})`;
}
