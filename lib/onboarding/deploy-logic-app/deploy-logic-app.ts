import { AppError } from '#lib/platform/errors.ts';
import type { Operations } from '#lib/operations/ports.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { OperationView } from '../operations/contract.ts';
import { startAs, type Carrier, type StepsFor } from '../operations/operation-steps.ts';
import type { Person } from '../ports.ts';
import { refuseUnlessOpen } from '../record/complete-step.ts';
import type { Ledger, OnboardingRecord, Runs } from '../record/ports.ts';
import type { ReadingPorts } from '../run-validation/reading-as.ts';
import { isLive } from '../run-validation/run-view.ts';
import type { DeployLogicAppInput, LogicAppStep, Presence } from './contract.ts';
import { deploymentOf, SavedDeployment, type Deployment } from './deployment.ts';
import { deploySteps, refuseForeign, type DeployPorts } from './deploy-steps.ts';
import { permissionLedger } from './permission-ledger.ts';
import { presenceOf } from './presence.ts';
import { definitionOf, descriptorOf, refuseUnlessOffered, withDeployed, type OfferedTemplates } from './templates.ts';

export type DeployLogicAppPorts = AccessPorts &
  DeployPorts &
  ReadingPorts & { operations: Operations; runs: Pick<Runs, 'list'> };
type Offered = { offeredTemplates: OfferedTemplates };
type Ask = { person: Person; onboardingId: string };
const KIND = 'deploy-logic-app';

/** Where the step stands, with every permission in the ledger, and whether the Logic App is still in Azure. */
export async function readLogicAppStep(
  ports: AccessPorts & ReadingPorts & { ledger: Ledger; operations: Operations },
  ask: Ask,
): Promise<LogicAppStep> {
  const onboarding = await openOnboarding(ports, ask);
  const { logicApp, tenantId, id } = onboarding;
  const [grants, operation, revocation, inAzure] = await Promise.all([
    ports.ledger.list(tenantId, id),
    ports.operations.latest(id, KIND),
    ports.operations.latest(id, 'revoke-roles'),
    presenceOf(ports, onboarding),
  ]);
  // The identity and every role assignment on it went with the Logic App.
  const standing = inAzure === 'gone' || inAzure === 'replaced' ? { grants: [] } : { logicApp, grants };
  const descriptor = logicApp ? descriptorOf(logicApp.template) : OWN_CONSUMPTION;
  return {
    logicApp: logicAppFacts(onboarding, inAzure),
    permissions: permissionLedger(descriptor, standing),
    suggestedNames: suggestedNames(onboarding),
    costNote: 'A Logic App costs by the action: a few cents for a run, less than 10 USD a month.',
    operation,
    revocation,
  };
}

function logicAppFacts({ logicApp, tenantId }: OnboardingRecord, inAzure: Presence): LogicAppStep['logicApp'] {
  if (!logicApp?.identityPrincipalId) return undefined;
  const { subscriptionId, resourceGroup, name, resourceId, location, identityPrincipalId } = logicApp;
  const { template, templateVersion, definitionHash } = logicApp;
  const portalLink = `https://portal.azure.com/#@${tenantId}/resource${resourceId}/logicApp`;
  return {
    subscriptionId,
    resourceGroup,
    name,
    resourceId,
    location,
    identityPrincipalId,
    template,
    templateVersion,
    definitionHash,
    portalLink,
    inAzure,
  };
}

function suggestedNames({ name, id }: OnboardingRecord): LogicAppStep['suggestedNames'] {
  const slug =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'app';
  // Two onboardings of one name must not meet in one Logic App.
  return { resourceGroup: `rg-${slug}-validation`, logicApp: `${slug}-validation-${id.slice(0, 6)}` };
}

/**
 * Deploys the validation Logic App, switched off, and grants its identity exactly what the template needs, as a durable
 * operation. A second press finds the first; there is never a second Logic App, nor is a foreign one overwritten.
 */
export async function deployLogicApp(
  ports: DeployLogicAppPorts & Offered,
  { carrier, onboardingId, input }: { carrier: Carrier; onboardingId: string; input: DeployLogicAppInput },
): Promise<OperationView> {
  const onboarding = await openOnboarding(ports, { person: carrier, onboardingId });
  refuseUnlessOpen(onboarding, KIND);
  refuseUnlessOffered(input.template, withDeployed(ports.offeredTemplates, onboarding.logicApp?.template));
  const { credential, ...asked } = input;
  const saved = SavedDeployment.parse(asked);
  const deployment = deploymentOf(saved, onboardingId);
  await refuseSecond(ports, onboarding, deployment);
  if ((await ports.runs.list(onboarding.tenantId, onboardingId)).some(isLive)) {
    throw new AppError('conflict', 'A run is going on. Wait for its end, or cancel it, before you deploy again.');
  }
  await definitionOf(deployment.template, ports.officialTemplate);
  const existing = await ports.logicApps.workflow(deployment.resourceId);
  refuseForeign(existing, deployment);
  const steps = deploySteps(ports, { deployment, onboarding, person: carrier, credential });
  return startAs(ports.operations, { onboardingId, kind: KIND, input: saved, steps, carrier, startsOver: !existing });
}

/** For the resume: the credential only when it was given again. */
export function deployResume(ports: DeployLogicAppPorts): StepsFor {
  return async (saved, { person, onboardingId, credential }) => {
    const onboarding = await openOnboarding(ports, { person, onboardingId });
    const deployment = deploymentOf(SavedDeployment.parse(saved), onboardingId);
    return deploySteps(ports, { deployment, onboarding, person, credential });
  };
}

/** One that was deleted by hand may have its successor elsewhere. */
async function refuseSecond(
  ports: ReadingPorts,
  onboarding: OnboardingRecord,
  { resourceId }: Deployment,
): Promise<void> {
  const { logicApp } = onboarding;
  if (!logicApp || logicApp.resourceId.toLowerCase() === resourceId.toLowerCase()) return;
  if ((await presenceOf(ports, onboarding)) === 'gone') return;
  throw new AppError('conflict', `This onboarding already has the Logic App ${logicApp.name}.`);
}
