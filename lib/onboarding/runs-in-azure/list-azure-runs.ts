import { addDays } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { LogicApps, Person, RunFacts } from '../ports.ts';
import type { LogicAppRecord, OnboardingRecord, RunRecord, Runs } from '../record/ports.ts';
import { BY_HAND } from './adopt-run.ts';
import { runLink, runSummary } from '../run-validation/run-view.ts';
import type { AzureRun, AzureRuns } from './contract.ts';

const NEWEST = 50;

type Ports = AccessPorts & { logicApps: Pick<LogicApps, 'runs'>; runs: Pick<Runs, 'list'>; validityDays: number };

/** The newest runs of the onboarding's Logic App, read in Azure as the person, with what the portal knows of each. */
export async function listAzureRuns(
  ports: Ports,
  { person, onboardingId }: { person: Person; onboardingId: string },
): Promise<AzureRuns> {
  const onboarding = await openOnboarding(ports, { person, onboardingId });
  const { name, resourceId } = deployed(onboarding);
  const [inAzure, rows] = await Promise.all([
    ports.logicApps.runs(resourceId, NEWEST),
    ports.runs.list(onboarding.tenantId, onboarding.id),
  ]);
  const known = new Map(rows.filter((row) => row.resourceId === resourceId).map((row) => [row.runName, row]));
  const runs = inAzure.map((run) => azureRun(run, known.get(run.runName), ports.validityDays));
  return { logicApp: name, runs, readAt: new Date().toISOString() };
}

export function deployed({ logicApp }: Pick<OnboardingRecord, 'logicApp'>): LogicAppRecord {
  if (logicApp) return logicApp;
  throw new AppError('step-not-open', 'First deploy the Logic App in step 4: its runs are what can be handed in.');
}

function azureRun(run: RunFacts, row: RunRecord | undefined, validityDays: number): AzureRun {
  const { runName, status, startedAt, endedAt, workflowResourceId } = run;
  return {
    ...{ runName, status, startedAt, endedAt },
    validUntil: endedAt && addDays(new Date(endedAt), validityDays).toISOString(),
    startedBy: row && row.startedByName !== BY_HAND ? 'portal' : 'by-hand',
    known: row && runSummary(row),
    portalLink: runLink(workflowResourceId, runName),
  };
}
