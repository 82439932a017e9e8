import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import { identifierWords, kindOfIdentifier, type KnownIds } from '#lib/rules/identifiers.ts';
import { scrub } from '#lib/rules/scrub.ts';
import { recognise } from '#lib/templates/known-templates.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Directory, Person, RunFacts, RunReader } from '../ports.ts';
import type { AuditTrail, LogicAppRecord, OnboardingRecord, RunRecord, Runs, RunStarts } from '../record/ports.ts';
import type { RunView } from '../run-validation/contract.ts';
import { parametersInForce } from '../run-validation/read-run.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import { refreshRun } from '../run-validation/refresh-run.ts';
import { runView } from '../run-validation/run-view.ts';
import { deployed } from './list-azure-runs.ts';

export type AdoptPorts = AccessPorts &
  ReadingPorts & {
    directory: Pick<Directory, 'activeRoles' | 'verifiedDomains'>;
    runs: Runs;
    runStarts: RunStarts;
    audit: AuditTrail;
    runTimeoutMs: number;
  };
type Ask = { person: Person; onboardingId: string; pasted: string };

/** Who started a run that the portal did not start is not known. */
export const BY_HAND = 'Started by hand in Azure';

/**
 * Takes in a run of the onboarding's Logic App by its Run ID or its link in the Azure portal, whoever started it, and
 * judges it from its source exactly like any other. A run that is there already is found; another Logic App's is refused.
 */
export async function adoptRun(ports: AdoptPorts, { pasted, ...ask }: Ask, now = new Date()): Promise<RunView> {
  const onboarding = await openOnboarding(ports, ask);
  const logicApp = deployed(onboarding);
  const runName = namedRun(pasted, onboarding, logicApp);
  const domains = (await ports.directory.verifiedDomains()).map(({ name }) => name);
  const read = await readingAs(ports, onboarding, async (reader) => {
    const known = await ports.runs.findByRunName(onboarding.tenantId, logicApp.resourceId, runName);
    const run = known ?? (await takeIn(ports, { ...ask, reader, onboarding, logicApp, runName, domains }));
    return refreshRun({ ...ports, reader }, { onboarding, run, verifiedDomains: domains, now });
  });
  return runView(read);
}

function namedRun(pasted: string, onboarding: OnboardingRecord, { resourceId, name }: LogicAppRecord): string {
  const { kind, runName, workflowId } = kindOfIdentifier(pasted, idsOf(onboarding));
  if (workflowId && workflowId.toLowerCase() !== resourceId.toLowerCase()) {
    throw refused(`This is of another Logic App (${workflowId.split('/').at(-1)}). This onboarding’s is ${name}.`);
  }
  if (runName) return runName;
  throw refused(`This is ${identifierWords(kind)}. A Run ID looks like 08584241990693220123474542218CU00.`);
}

const refused = (words: string) => new AppError('invalid-input', words, { field: 'pasted' });

function idsOf({ tenantId, application, logicApp, jobId, submission }: OnboardingRecord): KnownIds {
  return {
    'submission-id': submission?.id,
    'application-id': application?.directoryAppId,
    'application-object-id': application?.applicationObjectId,
    'service-principal-id': application?.servicePrincipalId,
    'managed-identity-id': logicApp?.identityPrincipalId,
    'subscription-id': logicApp?.subscriptionId,
    'tenant-id': tenantId,
    'job-id': jobId,
  };
}

type Taking = {
  reader: RunReader;
  person: Person;
  onboarding: OnboardingRecord;
  logicApp: LogicAppRecord;
  runName: string;
  domains: string[];
};

async function takeIn(ports: AdoptPorts, taking: Taking): Promise<RunRecord> {
  const { reader, person, onboarding, logicApp, runName } = taking;
  const { tenantId, id: onboardingId } = onboarding;
  const facts = await reader.run(logicApp.resourceId, runName);
  if (!facts || !same(facts.workflowResourceId, logicApp.resourceId)) {
    throw refused(
      `Azure knows no such run in the Logic App ${logicApp.name}. It may be of another Logic App, or was deleted.`,
    );
  }
  try {
    const kept = await ports.runStarts.record(tenantId, onboardingId, await rowOf(facts, taking));
    const said = { runId: kept.id, runName, versionId: facts.versionId };
    await ports.audit.record({ tenantId, onboardingId, actor: person, action: 'run.adopted', facts: said });
    return kept;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    // Somebody else took it in at the same moment.
    const known = await ports.runs.findByRunName(tenantId, logicApp.resourceId, runName);
    if (known) return known;
    throw error;
  }
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

async function rowOf(run: RunFacts, { reader, person, logicApp, domains }: Taking) {
  const version = await reader.version(logicApp.resourceId, run.versionId);
  const parameters = version ? scrub(parametersInForce(version)) : {};
  return {
    id: randomUUID(),
    resourceId: logicApp.resourceId,
    template: recognise(version?.definition)?.id ?? logicApp.template,
    enabledTests: typeof parameters.EnabledTests === 'string' ? parameters.EnabledTests : 'unknown',
    parameters: withCheckedDomain(parameters, domains),
    startedById: person.objectId,
    startedByName: BY_HAND,
    startedAt: new Date(run.startedAt),
    watchedBy: logicApp.portalMayRead && !run.endedAt ? ('portal' as const) : ('you' as const),
    ...{ runName: run.runName, versionId: run.versionId },
  };
}

/** The domain of a run that we start is checked then, and later readings rest on that. Of this run it is checked here. */
function withCheckedDomain({ testUserDomain, ...rest }: Record<string, unknown>, domains: string[]) {
  const isVerified = domains.some((domain) => same(domain, String(testUserDomain)));
  return isVerified ? { ...rest, testUserDomain } : rest;
}
