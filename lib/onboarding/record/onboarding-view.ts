import { addDays } from 'date-fns';
import { nextStep, STEPS } from '#lib/journey/steps.ts';
import type { OnboardingView } from './contract.ts';
import type { OnboardingRecord } from './ports.ts';

/** What the pages show of an onboarding. `mayEdit` is false for the operator's people. */
export function onboardingView(
  record: OnboardingRecord,
  { mayEdit, validityDays }: { mayEdit: boolean; validityDays: number },
): OnboardingView {
  const done = STEPS.filter((step) => record.completed[step]);
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
