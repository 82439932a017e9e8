import { addDays } from 'date-fns';
import { nextStep, STEPS, type Step } from '#lib/journey/steps.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { OnboardingView } from './contract.ts';
import type { OnboardingRecord } from './ports.ts';

/** What the pages show of an onboarding. `mayEdit` is false for the operator's people. */
export function onboardingView(
  record: OnboardingRecord,
  { mayEdit, validityDays }: { mayEdit: boolean; validityDays: number },
): OnboardingView {
  const done = STEPS.filter((step) => record.completed[step] && !isOpenAgain(step, record));
  return {
    id: record.id,
    name: record.name,
    tenantId: record.tenantId,
    tenantName: record.tenantName,
    createdAt: record.createdAt.toISOString(),
    createdByName: record.createdByName,
    completed: Object.fromEntries(done.map((step) => [step, record.completed[step]?.toISOString()])),
    nextStep: nextStep(new Set(done)),
    scimEndpoint: record.scimEndpoint,
    application: record.application,
    jobId: record.jobId,
    logicApp: logicAppView(record.logicApp),
    evidence: evidenceView(record.evidence, validityDays),
    submission: record.submission && {
      ...record.submission,
      statusAt: record.submission.statusAt.toISOString(),
      submittedAt: record.submission.submittedAt?.toISOString(),
    },
    members: record.members,
    mayEdit,
  };
}

/** A request that came back, or was taken back, is there to be handed in again. */
function isOpenAgain(step: Step, { submission }: OnboardingRecord): boolean {
  return step === 'request-publishing' && submission !== undefined && OPEN_AGAIN.includes(submission.status);
}
const OPEN_AGAIN: readonly SubmissionStatus[] = ['draft', 'changes-requested', 'withdrawn', 'expired'];

function logicAppView(logicApp: OnboardingRecord['logicApp']): OnboardingView['logicApp'] {
  if (!logicApp) return undefined;
  const { subscriptionId, resourceGroup, name, resourceId } = logicApp;
  return { subscriptionId, resourceGroup, name, resourceId };
}

function evidenceView(evidence: OnboardingRecord['evidence'], validityDays: number): OnboardingView['evidence'] {
  if (!evidence) return undefined;
  const { runName, endedAt } = evidence;
  return {
    runName,
    endedAt: endedAt.toISOString(),
    validUntil: addDays(endedAt, validityDays).toISOString(),
  };
}
