import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { workflowParameters } from '#lib/onboarding/deploy-logic-app/workflow-parameters.ts';
import { readRun } from '#lib/onboarding/run-validation/read-run.ts';
import { DEFAULT_USER_PROFILES } from '#lib/rules/run-parameters.ts';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { hasEnded, type RunSnapshot } from '#lib/rules/run-snapshot.ts';
import { judgeRun, type RunVerdict } from '#lib/rules/verdict.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import { OFFICIAL_CONSUMPTION, recognise } from '#lib/templates/known-templates.ts';
import { openCloud, targetOf, type Cloud } from './cloud.ts';

const LOOK_MS = 200;
const SHORT_LOOK_MS = 20;
const PATIENCE_MS = 10 * 60_000;

export type TemplateRun = {
  definition: Record<string, unknown>;
  parameters: Record<string, unknown>;
  endpoint?: { url: string; token: string };
  enabledTests: string;
  fault?: string;
  faultFromStart: boolean;
  /** Of the sample application, where no endpoint is named; `demo` without. Also the name of the Logic App. */
  space?: string;
  say: (words: string) => void;
};
export type TemplateReport = {
  template: string;
  definitionHash: string;
  runId: string;
  status: RunSnapshot['status'];
  ready: boolean;
  blocking: RunVerdict['blocking'];
  tests: (RunVerdict['tests'][number] & { seconds?: number })[];
  wallSeconds: { setUp: number; run: number };
};

/** The whole way over the real client libraries: application, job, Logic App, roles, run, verdict. */
export async function runTemplate(wanted: TemplateRun & { timeScale: number }): Promise<TemplateReport> {
  const cloud = await openCloud(wanted.timeScale);
  try {
    return await runTemplateOn(cloud, wanted);
  } finally {
    await cloud.emulator.stop();
  }
}

/** The same on a cloud that is open: several runs may share one, each with a `space` of the sample application. */
export async function runTemplateOn(cloud: Cloud, wanted: TemplateRun): Promise<TemplateReport> {
  const startedAt = performance.now();
  const target = targetOf(cloud.emulator, wanted);
  if (wanted.faultFromStart) plantFault(cloud, wanted);
  const servicePrincipalId = await startProvisioning(cloud, target, wanted);
  const deployed = await deploy(cloud, { ...wanted, ...target, servicePrincipalId });
  if (!wanted.faultFromStart && !isMidway(wanted)) plantFault(cloud, wanted);
  const setUp = secondsSince(startedAt);
  wanted.say(`Running ${deployed.template?.title ?? 'an unknown definition'} …`);
  const runStartedAt = performance.now();
  const [runName] = await Promise.all([
    run(cloud, deployed),
    ...(isMidway(wanted) ? [plantMidway(cloud, wanted)] : []),
  ]);
  const { snapshot, verdict } = await judged(cloud, deployed, runName);
  return {
    template: deployed.template?.title ?? 'unknown definition, read like the official one',
    definitionHash: canonicalHash(wanted.definition),
    runId: runName,
    status: snapshot.status,
    ready: verdict.ready,
    blocking: verdict.blocking,
    tests: verdict.tests.map((test) => ({ ...test, seconds: secondsOf(snapshot, test) })),
    wallSeconds: { setUp, run: secondsSince(runStartedAt) },
  };
}

const isMidway = ({ fault, faultFromStart }: TemplateRun) => fault === 'token-expires' && !faultFromStart;

function plantFault({ emulator }: Cloud, { fault, space = 'demo' }: TemplateRun): void {
  const { faults } = emulator.sampleApp;
  if (!fault) return;
  const known = faults.known.find(({ id }) => id === fault);
  if (!known) throw new Error(`No fault ${fault}. Known: ${faults.known.map(({ id }) => id).join(', ')}.`);
  faults.set(space, { id: known.id });
}

/** Every test has made its first search, and none has seen a provisioning cycle. */
async function plantMidway(cloud: Cloud, wanted: TemplateRun): Promise<void> {
  const { requests } = cloud.emulator.core;
  const tests = wanted.enabledTests === 'All' ? TESTS.length : 1;
  const startedAt = new Date().toISOString();
  const searches = () =>
    requests.entries.filter(
      ({ at, path, query }) =>
        at >= startedAt && path.startsWith(`/t/${wanted.space ?? 'demo'}/`) && query.includes('filter'),
    );
  await until(async () => new Set(searches().map(({ query }) => query)).size >= tests, SHORT_LOOK_MS);
  plantFault(cloud, wanted);
}

async function startProvisioning(
  cloud: Cloud,
  target: ReturnType<typeof targetOf>,
  { say, faultFromStart, space = 'demo' }: TemplateRun,
): Promise<string> {
  const { directory, provisioning } = cloud;
  say('Creating the application …');
  const { servicePrincipalId } = await directory.createApplication(`Template run ${space}`);
  await until(async () => (await directory.readApplication(servicePrincipalId)) !== undefined);
  await provisioning.saveSecrets(servicePrincipalId, {
    scimEndpoint: target.scimEndpoint,
    credential: { kind: 'bearer', token: target.jobToken },
  });
  const { jobId } = await pRetry(() => provisioning.createJob(servicePrincipalId), {
    retries: 20,
    minTimeout: LOOK_MS,
    factor: 1,
  });
  await provisioning.startJob(servicePrincipalId, jobId);
  say('Waiting for the first provisioning cycle …');
  await until(async () => {
    const health = await provisioning.health(servicePrincipalId, jobId);
    // A fault from the start may be one that no cycle survives; then the run shows it.
    return health.firstCycleDone || (faultFromStart && health.lastCycle !== undefined);
  });
  return servicePrincipalId;
}

type Deployment = TemplateRun & { scimEndpoint: string; runToken: string; servicePrincipalId: string };
type Deployed = {
  resourceId: string;
  template: ReturnType<typeof recognise>;
  triggerName: string;
  firesWhenEnabled: boolean;
};

async function deploy({ azure, directory, logicApps, isv }: Cloud, wanted: Deployment): Promise<Deployed> {
  wanted.say('Deploying the Logic App and granting its roles …');
  const template = recognise(wanted.definition);
  const { subscriptionId } = { subscriptionId: isv.subscription.id };
  await until(async () => (await azure.ensureProvider(subscriptionId, 'Microsoft.Logic')) === 'ready');
  await azure.ensureResourceGroup(subscriptionId, 'template-run', 'westeurope');
  const resourceId = `/subscriptions/${subscriptionId}/resourceGroups/template-run/providers/Microsoft.Logic/workflows/validation-${wanted.space ?? 'demo'}`;
  const { parameters, secureParameters } = parametersFor(wanted, isv.domain);
  const workflow = await logicApps.write({
    resourceId,
    location: 'westeurope',
    state: 'disabled',
    definition: wanted.definition,
    parameters,
    secureParameters,
    tags: {},
  });
  const principalId = workflow.identityPrincipalId;
  if (!principalId) throw new Error('The workflow has no identity.');
  await until(() => directory.isPrincipalVisible(principalId));
  const roles = (template ?? OFFICIAL_CONSUMPTION).graphRoles.map(({ value }) => value);
  for (const role of roles) await directory.grantGraphRole(principalId, role);
  await until(async () => (await directory.graphRolesOf(principalId)).length >= roles.length);
  const [[triggerName, trigger] = ['', {}]] = Object.entries(
    wanted.definition.triggers as Record<string, { type?: string }>,
  );
  return { resourceId, template, triggerName, firesWhenEnabled: trigger.type === 'Recurrence' };
}

/** Values for what the definition declares; those from the caller's file win. */
function parametersFor(wanted: Deployment, domain: string) {
  const declared = (wanted.definition.parameters ?? {}) as Record<string, { type: string }>;
  const given = workflowParameters(recognise(wanted.definition) ?? OFFICIAL_CONSUMPTION, {
    servicePrincipalId: wanted.servicePrincipalId,
    scimEndpoint: wanted.scimEndpoint,
    token: wanted.runToken,
    run: {
      testUserDomain: domain,
      enabledTests: wanted.enabledTests,
      isSoftDeleted: true,
      isGroupSupported: true,
      isManagerAttributeSupported: true,
      userProfiles: DEFAULT_USER_PROFILES,
    },
  });
  const known = Object.entries({ ...given.parameters, ...wanted.parameters }).filter(([name]) => name in declared);
  return { parameters: Object.fromEntries(known), secureParameters: given.secureParameters };
}

async function run({ logicApps }: Cloud, { resourceId, triggerName, firesWhenEnabled }: Deployed): Promise<string> {
  await logicApps.enable(resourceId);
  const newest = async () => (await logicApps.runs(resourceId, 1))[0]?.runName;
  const started = firesWhenEnabled ? undefined : await logicApps.trigger(resourceId, triggerName);
  let runName = started;
  await until(async () => Boolean((runName ??= await newest())));
  await until(async () => hasEnded((await logicApps.run(resourceId, runName ?? ''))?.status as RunSnapshot['status']));
  await logicApps.disable(resourceId);
  return runName ?? '';
}

async function judged({ logicApps }: Cloud, { resourceId, template }: Deployed, runName: string) {
  const { reading: kind } = template ?? OFFICIAL_CONSUMPTION;
  const reading = { resourceId, runName, readingOf: () => kind };
  // Many runs side by side keep the one emulator busy: a connection of theirs may be dropped.
  const read = await pRetry(() => readRun(logicApps, reading), { retries: 3, minTimeout: LOOK_MS });
  if (!read) throw new Error('The run cannot be read.');
  return { snapshot: read.snapshot, verdict: judgeRun(read.snapshot) };
}

function secondsOf({ actions }: RunSnapshot, { phases }: RunVerdict['tests'][number]): number | undefined {
  const rows = phases.flatMap((phase) => phase.actions.flatMap(({ name }) => actions[name] ?? []));
  const starts = rows.flatMap(({ startTime }) => (startTime ? [Date.parse(startTime)] : []));
  const ends = rows.flatMap(({ endTime }) => (endTime ? [Date.parse(endTime)] : []));
  return starts.length && ends.length ? (Math.max(...ends) - Math.min(...starts)) / 1000 : undefined;
}

const secondsSince = (moment: number) => Math.round((performance.now() - moment) / 100) / 10;

async function until(isDone: () => Promise<boolean>, lookMs = LOOK_MS): Promise<void> {
  const givenUpAt = performance.now() + PATIENCE_MS;
  while (!(await isDone())) {
    if (performance.now() > givenUpAt) throw new Error('Gave up waiting after ten minutes.');
    await sleep(lookMs);
  }
}
