import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { asksFor } from '#lib/rules/request-fields.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import { openOnboarding } from '../access.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { OperationView } from '../operations/contract.ts';
import type { Directory, Person } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import type { AuditTrail, RunRecord } from '../record/ports.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import { refreshRun } from '../run-validation/refresh-run.ts';
import { mayHandIn, unmetRules } from './gate.ts';
import type { SubmissionRecord } from './ports.ts';
import { gateFacts, KIND, openRequest, valuesOf, type Opened, type RequestPorts } from './read-request.ts';
import { usability } from './usability.ts';

export type PublishingPorts = RequestPorts &
  ReadingPorts & {
    directory: Directory;
    operations: Operations;
    audit: AuditTrail;
    runTimeoutMs: number;
  };
type HandingIn = { person: Person; onboardingId: string };

/**
 * Hands the request in, as a durable operation: the gate is asked again and the run is read again at its source, before
 * anything counts as submitted. Pressed twice it is handed in once.
 */
export async function requestPublishing(
  ports: PublishingPorts,
  { carrier, onboardingId }: { carrier: Carrier; onboardingId: string },
): Promise<OperationView> {
  const { onboarding, submission } = await openRequest(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(onboarding, KIND);
  if (!mayMove('isv', submission.status, 'submitted')) {
    const before = await ports.operations.latest(onboardingId, KIND);
    if (before?.state === 'done' && submission.status === 'submitted') return before;
    throw new AppError('conflict', 'The request has been handed in already.', { status: submission.status });
  }
  const input = { fields: stateOfFields(submission) };
  const steps = submitSteps(ports, { person: carrier, onboardingId });
  return startAs(ports.operations, { onboardingId, kind: KIND, input, steps, carrier });
}

export function requestResume(ports: PublishingPorts): StepsFor {
  return async (_saved, { person, onboardingId }) => {
    await openOnboarding(ports, { person, onboardingId });
    return submitSteps(ports, { person, onboardingId });
  };
}

/** Another state of the fields is another handing in. */
const stateOfFields = ({ version, fields }: SubmissionRecord): string =>
  [version, ...Object.entries(fields).map(([name, field]) => `${name}:${field.version}`)].toSorted().join(' ');

function submitSteps(ports: PublishingPorts, handingIn: HandingIn): OperationStep[] {
  return [checkStep(ports, handingIn), verifyStep(ports, handingIn), submitStep(ports, handingIn)];
}

function checkStep(ports: PublishingPorts, handingIn: HandingIn): OperationStep {
  return {
    name: 'check',
    title: 'Check every rule again',
    async run() {
      await refuseUnlessComplete(ports, await openRequest(ports, handingIn));
      return { detail: 'Nothing is missing.' };
    },
  };
}

async function refuseUnlessComplete(ports: PublishingPorts, opened: Opened): Promise<void> {
  const { facts } = await gateFacts(ports, opened);
  const unmet = unmetRules(facts);
  if (mayHandIn(unmet)) return;
  const open = unmet.filter(({ kind }) => kind === 'must');
  const said = open.slice(0, 3).map(({ title, why }) => `${title}: ${why}`);
  const more = open.length > 3 ? ` And ${open.length - 3} more.` : '';
  throw new AppError('not-verified', `The request is not complete. ${said.join(' ')}${more}`, {
    failed: open.map(({ id }) => id),
  });
}

function verifyStep(ports: PublishingPorts, handingIn: HandingIn): OperationStep {
  return {
    name: 'verify',
    title: 'Read the run again at its source',
    async run() {
      const { onboarding, submission } = await openRequest(ports, handingIn);
      const values = valuesOf(submission);
      if (!asksFor(values, 'provisioning')) return { isSkipped: true, detail: 'No provisioning is asked for.' };
      const run = await ports.runs.get(onboarding.tenantId, onboarding.id, String(values['run']));
      if (!run) throw new AppError('not-found', 'This onboarding has no such run.');
      const verifiedDomains = (await ports.directory.verifiedDomains()).map(({ name }) => name);
      const now = new Date();
      const read = await readingAs(ports, onboarding, (reader) =>
        refreshRun({ ...ports, reader }, { onboarding, run, verifiedDomains, now }),
      );
      refuseUnverified(read, ports.validityDays, now);
      return { detail: `Run ${run.runName}: all ${read.acceptance.length} checks hold.` };
    },
  };
}

function refuseUnverified(run: RunRecord, validityDays: number, now: Date): void {
  const failed = run.acceptance.filter(({ ok }) => !ok);
  if (failed.length > 0) {
    const reasons = failed.map(({ title, reason }) => `“${title}” does not hold: ${reason}`);
    throw new AppError('not-verified', `The run cannot be handed in. ${reasons.join(' ')}`, {
      failed: failed.map(({ id }) => id),
    });
  }
  const { whyNot } = usability(run, validityDays, now);
  if (whyNot) throw new AppError('not-verified', `The run cannot be handed in. ${whyNot}`, { failed: ['validity'] });
}

function submitStep(ports: PublishingPorts, handingIn: HandingIn): OperationStep {
  return {
    name: 'submit',
    title: 'Hand the request in',
    async run() {
      const opened = await openRequest(ports, handingIn);
      const { onboarding, submission } = opened;
      const { objectId: byId, name: byName } = handingIn.person;
      // An attempt that was lost after this write has done it.
      if (submission.status === 'submitted') return { detail: `Submission ID ${submission.id}` };
      await refuseUnlessComplete(ports, opened);
      const run = valuesOf(submission)['run'];
      const runId = typeof run === 'string' && run !== '' ? run : undefined;
      const { tenantId, id } = onboarding;
      await ports.submissions.move(tenantId, id, {
        ...{ version: submission.version, to: 'submitted', by: handingIn.person },
        ...{ action: 'submission.submitted', facts: { runId } },
        submitted: { byId, byName, runId },
      });
      await ports.onboardings.completeStep(tenantId, id, KIND);
      return { detail: `Submission ID ${submission.id}` };
    },
  };
}
