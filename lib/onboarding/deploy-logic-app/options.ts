import pLimit from 'p-limit';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Azure, OfficialTemplate, Person } from '../ports.ts';
import type { DeploymentOptions, Subscription, SubscriptionOptions } from './contract.ts';
import { templateOptions, withDeployed, type OfferedTemplates } from './templates.ts';

type Ask = { person: Person; onboardingId: string };

const SIDE_BY_SIDE = 6;
const MOST_GROUPS = 30;
const WRITE_WORKFLOW = 'Microsoft.Logic/workflows/write';
const WRITE_GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/write';
const ASSIGN_ROLES = 'Microsoft.Authorization/roleAssignments/write';
const ACTIONS = [WRITE_WORKFLOW, WRITE_GROUP, ASSIGN_ROLES];

/** The person's subscriptions with what they may really do there, and the templates that can be had now. */
export async function deploymentOptions(
  ports: AccessPorts & { azure: Azure; officialTemplate: OfficialTemplate; offeredTemplates: OfferedTemplates },
  ask: Ask,
): Promise<DeploymentOptions> {
  const { logicApp } = await openOnboarding(ports, ask);
  const limit = pLimit(SIDE_BY_SIDE);
  const [subscriptions, templates] = await Promise.all([
    ports.azure.subscriptions(),
    templateOptions(ports.officialTemplate, withDeployed(ports.offeredTemplates, logicApp?.template)),
  ]);
  const withRights = subscriptions.map((one) =>
    limit(async (): Promise<Subscription> => ({ ...one, ...(await rightsIn(ports.azure, one.subscriptionId)) })),
  );
  return { subscriptions: await Promise.all(withRights), templates };
}

export async function subscriptionOptions(
  ports: AccessPorts & { azure: Azure },
  { subscriptionId, ...ask }: Ask & { subscriptionId: string },
): Promise<SubscriptionOptions> {
  await openOnboarding(ports, ask);
  const [resourceGroups, regions] = await Promise.all([
    ports.azure.resourceGroups(subscriptionId),
    ports.azure.regions(subscriptionId),
  ]);
  return { resourceGroups, regions };
}

type Rights = Pick<Subscription, 'mayDeploy' | 'mayAssignRoles'>;

/** Rights on the subscription, or on one of its resource groups: many people have no more than that. */
async function rightsIn(azure: Azure, subscriptionId: string): Promise<Rights> {
  const scope = `/subscriptions/${subscriptionId}`;
  const here = rightsOf(await azure.allowedActions(scope, ACTIONS), { needsGroup: true });
  if (here.mayDeploy && here.mayAssignRoles) return here;
  const groups = (await azure.resourceGroups(subscriptionId)).slice(0, MOST_GROUPS);
  const inGroups = await Promise.all(
    groups.map(async ({ name }) =>
      rightsOf(await azure.allowedActions(`${scope}/resourceGroups/${name}`, ACTIONS), { needsGroup: false }),
    ),
  );
  const all = [here, ...inGroups];
  return {
    mayDeploy: all.some(({ mayDeploy }) => mayDeploy),
    mayAssignRoles: all.some(({ mayAssignRoles }) => mayAssignRoles),
  };
}

function rightsOf(allowed: ReadonlySet<string>, { needsGroup }: { needsGroup: boolean }): Rights {
  return {
    mayDeploy: allowed.has(WRITE_WORKFLOW) && (!needsGroup || allowed.has(WRITE_GROUP)),
    mayAssignRoles: allowed.has(ASSIGN_ROLES),
  };
}
