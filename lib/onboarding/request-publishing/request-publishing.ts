import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, Operations } from '#lib/operations/ports.ts';
import { asksFor } from '#lib/rules/request-fields.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import { openOnboarding } from '../access.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { OperationView } from '../operations/contract.ts';
import type { Person } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import { evidenceFor, type EvidencePorts } from './evidence-for.ts';
import { mayHandIn, unmetRules } from './gate.ts';
import type { RefuseChanged, SubmissionRecord } from './ports.ts';
import { gateFacts, KIND, openRequest, valuesOf, type Opened, type RequestPorts } from './read-request.ts';

export type PublishingPorts = RequestPorts & EvidencePorts & { operations: Operations };
type By = { person: Person; onboardingId: string; refuseChanged?: RefuseChanged };

/**
 * Hands the request in, as a durable operation: the gate is asked again and the run is read again at its source, before
 * anything counts as submitted. Pressed twice it is handed in once.
 */
export async function requestPublishing(
  ports: PublishingPorts,
  { carrier, onboardingId, refuseChanged }: { carrier: Carrier; onboardingId: string; refuseChanged?: RefuseChanged },
): Promise<OperationView> {
  const { onboarding, submission } = await openRequest(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(onboarding, KIND);
  if (!mayMove('isv', submission.status, 'submitted')) {
    const before = await ports.operations.latest(onboardingId, KIND);
    if (before?.state === 'done' && submission.status === 'submitted') return before;
    throw new AppError('conflict', 'The request has been handed in already.', { status: submission.status });
  }
  const input = { fields: stateOfFields(submission) };
  const by = { person: carrier, onboardingId, refuseChanged };
  const steps = submitSteps(ports, by, { restsOnRun: asksFor(valuesOf(submission), 'provisioning') });
  return startAs(ports.operations, { onboardingId, kind: KIND, input, steps, carrier });
}

export function requestResume(ports: PublishingPorts): StepsFor {
  return async (_saved, { person, onboardingId }) => {
    await openOnboarding(ports, { person, onboardingId });
    // The title was kept when it was started.
    return submitSteps(ports, { person, onboardingId }, { restsOnRun: true });
  };
}

/** Another state of the fields is another handing in. */
const stateOfFields = ({ version, fields }: SubmissionRecord): string =>
  [version, ...Object.entries(fields).map(([name, field]) => `${name}:${field.version}`)].toSorted().join(' ');

function submitSteps(ports: PublishingPorts, by: By, { restsOnRun }: { restsOnRun: boolean }): OperationStep[] {
  const what = restsOnRun ? 'Read the run again at its source, keep it as evidence' : 'Keep what is stated as evidence';
  return [checkStep(ports, by), { ...submitStep(ports, by), title: `${what}, and hand the request in` }];
}

function checkStep(ports: PublishingPorts, by: By): OperationStep {
  return {
    name: 'check',
    title: 'Check every rule again',
    async run() {
      await refuseUnlessComplete(ports, await openRequest(ports, by));
      return { detail: 'Nothing is missing.' };
    },
  };
}

/** An attempt may go on long after it stopped, when the request has been taken back or decided on. */
async function refuseUnlessComplete(ports: PublishingPorts, opened: Opened): Promise<void> {
  const { status } = opened.submission;
  if (!mayMove('isv', status, 'submitted')) {
    throw new AppError('conflict', `A request that is ${status.replaceAll('-', ' ')} cannot be handed in.`, { status });
  }
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

/** Evidence, status and the event of both are written together; a lost attempt leaves nothing behind. */
function submitStep(ports: PublishingPorts, by: By): Omit<OperationStep, 'title'> {
  return {
    name: 'submit',
    async run({ progress }) {
      const opened = await openRequest(ports, by);
      const { onboarding, submission } = opened;
      const done = { detail: `Submission ID ${submission.id}` };
      const { tenantId, id } = onboarding;
      // An attempt that was lost after its write has done it, but for the step.
      if (submission.status === 'submitted') {
        await ports.onboardings.completeStep(tenantId, id, KIND);
        return done;
      }
      // Before they are judged: a file that goes meanwhile is noticed when it is written.
      const files = await ports.attachments.uploads(tenantId, id);
      await refuseUnlessComplete(ports, opened);
      const { risks, ...taken } = await evidenceFor(ports, { ...opened, by, progress });
      const { runId, sha256, number } = taken;
      await ports.submissions.move(tenantId, id, {
        ...{ version: submission.version, to: 'submitted', by: by.person },
        ...{ action: 'submission.submitted', facts: { runId, number, evidenceSha256: sha256 } },
        submitted: {
          ...{ byId: by.person.objectId, byName: by.person.name, runId, evidence: taken, risks },
          files: files.map(({ sha256: hash }) => hash),
          refuseChanged: by.refuseChanged,
          fieldVersions: Object.fromEntries(
            Object.entries(submission.fields).map(([name, { version }]) => [name, version]),
          ),
        },
      });
      await ports.onboardings.completeStep(tenantId, id, KIND);
      return done;
    },
  };
}
