import { AppError } from '#lib/platform/errors.ts';
import type { OperationStep, StepContext } from '#lib/operations/ports.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { Azure, Directory, LogicApps, OfficialTemplate, Person, ScimEndpoint, WorkflowFacts } from '../ports.ts';
import type { Credential } from '../record/contract.ts';
import type { AuditTrail, OnboardingRecord, Onboardings } from '../record/ports.ts';
import { proposeRun } from '../run-validation/propose-run.ts';
import type { Deployment } from './deployment.ts';
import {
  grantGraphRole,
  grantReader,
  readReaderBack,
  readRolesBack,
  type GrantPorts,
  type GrantTo,
} from './grant-roles.ts';
import { definitionOf, descriptorOf } from './templates.ts';
import { workflowParameters } from './workflow-parameters.ts';

export type DeployPorts = GrantPorts & {
  directory: Directory;
  azure: Azure;
  logicApps: LogicApps;
  scim: ScimEndpoint;
  officialTemplate: OfficialTemplate;
  onboardings: Onboardings;
  audit: AuditTrail;
};
export type Deploying = {
  deployment: Deployment;
  onboarding: OnboardingRecord;
  person: Person;
  credential?: Credential;
};

const WITHIN_MS = 10 * 60_000;

/** Every call of the deployment in its order. Each can run again: what is there is found, not made twice. */
export function deploySteps(ports: DeployPorts, deploying: Deploying): OperationStep[] {
  const { template, portalMayRead } = deploying.deployment;
  const roles = descriptorOf(template).graphRoles.map(({ value }) => value);
  return [
    providerStep(ports, deploying),
    groupStep(ports, deploying),
    writeStep(ports, deploying),
    identityStep(ports, deploying),
    visibleStep(ports),
    ...roles.map((role) => grantStep(ports, deploying, role)),
    readBackStep(ports, deploying, roles),
    ...(portalMayRead ? readerSteps(ports, deploying) : []),
    recordStep(ports, deploying),
  ];
}

function providerStep(
  { azure, pollIntervalMs }: DeployPorts,
  { deployment: { subscriptionId } }: Deploying,
): OperationStep {
  return {
    name: 'provider',
    title: 'Register Microsoft.Logic in the subscription',
    async run(context) {
      await waitUntil(
        context,
        {
          intervalMs: pollIntervalMs,
          timeoutMs: WITHIN_MS,
          words: 'Azure registers Microsoft.Logic',
          tooLong: 'Azure has not registered Microsoft.Logic after ten minutes. Go on later.',
        },
        async () => ((await azure.ensureProvider(subscriptionId, 'Microsoft.Logic')) === 'ready' ? true : undefined),
      );
      return { detail: 'Microsoft.Logic is registered.' };
    },
  };
}

function groupStep({ azure }: DeployPorts, { deployment }: Deploying): OperationStep {
  const { subscriptionId, resourceGroup, location, createResourceGroup } = deployment;
  return {
    name: 'resource-group',
    title: createResourceGroup
      ? `Create the resource group ${resourceGroup}`
      : `Find the resource group ${resourceGroup}`,
    async run() {
      if (createResourceGroup) await azure.ensureResourceGroup(subscriptionId, resourceGroup, location);
      const groups = await azure.resourceGroups(subscriptionId);
      const found = groups.find(({ name }) => name.toLowerCase() === resourceGroup.toLowerCase());
      if (!found) throw new AppError('not-found', `The subscription has no resource group ${resourceGroup}.`);
      return { detail: `Read back: ${found.name} in ${found.location}.` };
    },
  };
}

function writeStep(ports: DeployPorts, deploying: Deploying): OperationStep {
  const { deployment, onboarding, credential } = deploying;
  const { resourceId, location, template, tags } = deployment;
  return {
    name: 'write',
    title: 'Write the Logic App, switched off, with its identity',
    needsCredential: true,
    isLasting: true,
    async run() {
      if (!credential)
        throw new AppError('credential-needed', 'Enter the credential again: it was only held in memory and is gone.');
      refuseForeign(await ports.logicApps.workflow(resourceId), deployment);
      const { token } = await ports.scim.bearerToken(credential);
      const run = proposeRun(onboarding, await ports.directory.verifiedDomains());
      await ports.logicApps.write({
        resourceId,
        location,
        state: 'disabled',
        definition: await definitionOf(template, ports.officialTemplate),
        ...workflowParameters(descriptorOf(template), {
          servicePrincipalId: onboarding.application?.servicePrincipalId ?? '',
          scimEndpoint: onboarding.scimEndpoint ?? '',
          token,
          run,
        }),
        tags,
      });
      return { detail: 'Written. The token went into a secure parameter, which Azure does not show.' };
    },
  };
}

/** A Logic App of the same name that is not this onboarding's is never overwritten. */
export function refuseForeign(existing: WorkflowFacts | undefined, { logicAppName, tags }: Deployment): void {
  if (!existing || existing.tags.onboarding === tags.onboarding) return;
  throw new AppError(
    'name-taken',
    `There is already a Logic App called ${logicAppName} in this resource group, and it is not this onboarding’s. Choose another name.`,
    { field: 'logicAppName' },
  );
}

/** The identity and the definition are taken from Azure, never from the browser. */
function identityStep(ports: DeployPorts, { deployment, onboarding }: Deploying): OperationStep {
  const {
    subscriptionId,
    resourceGroup,
    logicAppName: name,
    resourceId,
    location,
    template,
    portalMayRead,
  } = deployment;
  const { version: templateVersion, canonicalHash: expectedHash } = descriptorOf(template);
  return {
    name: 'identity',
    title: 'Read the Logic App and its identity back',
    async run(context) {
      const { identityPrincipalId, definition } = await waitUntil(
        context,
        {
          intervalMs: ports.pollIntervalMs,
          timeoutMs: WITHIN_MS,
          words: 'Azure has not made the identity yet',
          tooLong: 'Azure has not made the identity after ten minutes. Go on later.',
        },
        async () => withIdentity(await stillThere(ports, deployment)),
      );
      const definitionHash = canonicalHash(definition);
      if (definitionHash !== expectedHash) {
        throw new AppError(
          'conflict',
          'What Azure returns is not the template that was written. Somebody else may be changing this Logic App.',
        );
      }
      await ports.onboardings.saveLogicApp(onboarding.tenantId, onboarding.id, {
        subscriptionId,
        resourceGroup,
        name,
        resourceId,
        location,
        template,
        templateVersion,
        definitionHash,
        identityPrincipalId,
        portalMayRead,
        deployedAt: new Date(),
      });
      return {
        result: identityPrincipalId,
        detail: `Managed identity ${identityPrincipalId}; the definition has the known hash.`,
      };
    },
  };
}

/** Written, and then deleted by somebody while the deployment stood still. */
async function stillThere(
  { logicApps }: DeployPorts,
  { resourceId, logicAppName }: Deployment,
): Promise<WorkflowFacts> {
  const found = await logicApps.workflow(resourceId);
  if (found) return found;
  throw new AppError('upstream-not-found', `The Logic App ${logicAppName} is no longer in Azure. Deploy it again.`);
}

function withIdentity(workflow: WorkflowFacts) {
  const { identityPrincipalId } = workflow;
  return identityPrincipalId ? { ...workflow, identityPrincipalId } : undefined;
}

function visibleStep({ directory, pollIntervalMs }: DeployPorts): OperationStep {
  return {
    name: 'visible',
    title: 'Wait until the directory knows the identity',
    async run(context) {
      await waitUntil(
        context,
        {
          intervalMs: pollIntervalMs,
          timeoutMs: WITHIN_MS,
          words: 'The directory does not know the identity yet',
          tooLong: 'The directory does not know the identity after ten minutes. Go on later.',
        },
        async () => (await directory.isPrincipalVisible(identityOf(context))) || undefined,
      );
    },
  };
}

function grantStep(ports: DeployPorts, deploying: Deploying, role: string): OperationStep {
  return {
    name: `grant-${role}`,
    title: `Grant ${role} to the identity`,
    async run(context) {
      await grantGraphRole(ports, context, { ...granteeOf(deploying, context), role });
    },
  };
}

function readBackStep(ports: DeployPorts, deploying: Deploying, roles: string[]): OperationStep {
  return {
    name: 'read-back',
    title: 'Read every role back',
    async run(context) {
      await readRolesBack(ports, context, { ...granteeOf(deploying, context), roles });
      return { detail: `All ${roles.length} roles are there.` };
    },
  };
}

function readerSteps(ports: DeployPorts, { deployment: { resourceId }, onboarding }: Deploying): OperationStep[] {
  const to = { tenantId: onboarding.tenantId, onboardingId: onboarding.id, resourceId };
  return [
    {
      name: 'reader',
      title: 'Let the portal read this Logic App',
      async run() {
        const principalId = await grantReader(ports, to);
        return { result: principalId, detail: 'Reader, on this one Logic App.' };
      },
    },
    {
      name: 'reader-read-back',
      title: 'Try whether the portal can read it',
      async run(context) {
        await readReaderBack(ports, context, { ...to, principalId: context.saved<string>('reader') ?? '' });
        return { detail: 'The portal has read the Logic App by itself.' };
      },
    },
  ];
}

function recordStep({ audit }: DeployPorts, { deployment, onboarding, person }: Deploying): OperationStep {
  const { resourceId, template, portalMayRead } = deployment;
  return {
    name: 'record',
    title: 'Write it into the history',
    async run(context) {
      const facts = { resourceId, template, portalMayRead, identityPrincipalId: identityOf(context) };
      const { tenantId, id: onboardingId } = onboarding;
      await audit.record({ tenantId, onboardingId, actor: person, action: 'logic-app.deployed', facts });
    },
  };
}

function identityOf(context: StepContext): string {
  const principalId = context.saved<string>('identity');
  if (!principalId) throw new Error('The step “identity” has saved no principal.');
  return principalId;
}

const granteeOf = ({ onboarding }: Deploying, context: StepContext): GrantTo => ({
  tenantId: onboarding.tenantId,
  onboardingId: onboarding.id,
  principalId: identityOf(context),
});
