import { expect } from 'vitest';
import { SEED } from '#emulator/seed/index.ts';
import { DeploymentOptions, LogicAppStep } from '#lib/onboarding/deploy-logic-app/contract.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import { Preflight, RunView, ValidationStep } from '#lib/onboarding/run-validation/contract.ts';
import * as completeRoute from './onboardings/[onboardingId]/complete-step/route.ts';
import * as checkRoute from './onboardings/[onboardingId]/check-requirements/route.ts';
import * as createRoute from './onboardings/[onboardingId]/create-application/route.ts';
import * as deployRoute from './onboardings/[onboardingId]/deploy-logic-app/route.ts';
import * as onboardingsRoute from './onboardings/route.ts';
import * as operationRoute from './onboardings/[onboardingId]/operations/[kind]/route.ts';
import * as optionsRoute from './onboardings/[onboardingId]/deploy-logic-app/options/route.ts';
import * as preflightRoute from './onboardings/[onboardingId]/run-validation/pre-flight/route.ts';
import * as provisioningRoute from './onboardings/[onboardingId]/configure-provisioning/route.ts';
import * as runRoute from './onboardings/[onboardingId]/run-validation/runs/[runId]/route.ts';
import * as runsRoute from './onboardings/[onboardingId]/run-validation/runs/route.ts';
import * as validationRoute from './onboardings/[onboardingId]/run-validation/route.ts';
import { ARM, graph, type portal } from './portal.fixture.ts';

type Portal = Awaited<ReturnType<typeof portal>>;
type Connection = { scimEndpoint: string; credential: Credential };
const { admin } = SEED.contoso.personas;

/** Agrees to everything the journey asks for, and takes up unattended work in this process. */
export async function readyForJourneys({ consent }: Portal) {
  // Nothing is downloaded in a test.
  process.env.OFFICIAL_TEMPLATE_URL = 'https://localhost:9/none';
  await consent(admin, [
    ...graph('User.Read', 'RoleManagement.Read.Directory', 'Domain.Read.All', 'LicenseAssignment.Read.All'),
    ...graph('Application.Read.All', 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All'),
    ...graph('AppRoleAssignment.ReadWrite.All', 'User.ReadWrite.All', 'Group.ReadWrite.All'),
  ]);
  await consent(admin, [ARM]);
  const { sendingQueue } = await import('#lib/services/jobs.ts');
  const queue = await sendingQueue();
  await queue.work();
  return () => queue.stop();
}

export type Journey = Awaited<ReturnType<typeof startJourney>>;

/** One onboarding of the ISV admin, driven over the routes as its pages do. */
export async function startJourney({ call, ended }: Portal, name: string, connection: Connection) {
  const started = await call(onboardingsRoute.POST, { as: admin, body: { name } });
  const params = { onboardingId: String(started.body.id) };
  const { credential } = connection;
  const get = async (handler: typeof runRoute.GET, more: Record<string, string> = {}) =>
    (await call(handler, { as: admin, params: { ...params, ...more } })).body;
  const post = (handler: typeof createRoute.POST, body: unknown) => call(handler, { as: admin, params, body });
  const operation = (kind: string) => ended(() => call(operationRoute.GET, { as: admin, params: { ...params, kind } }));
  const complete = (step: string) => post(completeRoute.POST, { step });

  /** Steps 1 to 3. */
  async function toHealthyJob(): Promise<void> {
    await post(checkRoute.POST, connection);
    await complete('check-requirements');
    await post(createRoute.POST, { mode: 'create', name });
    await operation('create-application');
    await complete('create-application');
    await post(provisioningRoute.POST, connection);
    await operation('configure-provisioning');
    await complete('configure-provisioning');
  }

  /** Asks for the deployment at the suggested place. */
  async function deploy(template: string) {
    const { subscriptions } = DeploymentOptions.parse(await get(optionsRoute.GET));
    const place = subscriptions.find(({ mayDeploy, mayAssignRoles }) => mayDeploy && mayAssignRoles);
    const { suggestedNames } = LogicAppStep.parse(await get(deployRoute.GET));
    await post(deployRoute.POST, {
      subscriptionId: place?.subscriptionId,
      resourceGroup: suggestedNames.resourceGroup,
      createResourceGroup: true,
      location: 'westeurope',
      logicAppName: suggestedNames.logicApp,
      template,
      portalMayRead: true,
      credential,
    });
    return operation('deploy-logic-app');
  }

  async function toDeployed(template = 'own-consumption-1.0'): Promise<void> {
    await toHealthyJob();
    expect(await deploy(template)).toMatchObject({ state: 'done' });
    const deployed = LogicAppStep.parse(await get(deployRoute.GET));
    expect(deployed.permissions.every(({ state }) => state === 'read-back')).toBe(true);
    expect((await complete('deploy-logic-app')).body).toMatchObject({ nextStep: 'run-validation' });
  }

  const preflight = async () => Preflight.parse((await post(preflightRoute.POST, { credential })).body);

  async function start() {
    const { proposal } = ValidationStep.parse(await get(validationRoute.GET));
    const answer = await post(runsRoute.POST, { parameters: proposal, credential });
    return answer.status === 200 ? operation('start-run') : answer;
  }

  /** Looks as the page does, until the newest run is judged. */
  async function judgedRun(): Promise<RunView> {
    const { runs } = ValidationStep.parse(await get(validationRoute.GET));
    for (let look = 0; look < 600; look += 1) {
      const run = RunView.parse(await get(runRoute.GET, { runId: runs[0]!.id }));
      if (run.ready !== undefined) return run;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('The run was not judged.');
  }

  async function readyRun(): Promise<RunView> {
    expect((await preflight()).checks.filter(({ state }) => state === 'blocked')).toEqual([]);
    expect(await start()).toMatchObject({ state: 'done' });
    const run = await judgedRun();
    expect(run.tests.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(run).toMatchObject({ ready: true, verified: true, watchedBy: 'portal' });
    return run;
  }

  return { params, get, post, operation, complete, deploy, toDeployed, preflight, start, readyRun };
}
