import { expect, test } from 'vitest';
import { ANN, fakeAzure, fakeDirectory } from '../fakes.ts';
import { anOnboarding, fakeOnboardings } from '../record/fakes.ts';
import { SUBSCRIPTION } from '../run-validation/fakes.ts';
import { DeploymentOptions, SubscriptionOptions } from './contract.ts';
import { deploymentOptions, subscriptionOptions } from './options.ts';

const WRITE = 'Microsoft.Logic/workflows/write';
const GROUP = 'Microsoft.Resources/subscriptions/resourceGroups/write';
const ASSIGN = 'Microsoft.Authorization/roleAssignments/write';
const SCOPE = `/subscriptions/${SUBSCRIPTION}`;

function setUp(allowed: Record<string, string[]>) {
  const record = anOnboarding();
  const { azure } = fakeAzure({
    subscriptions: [{ subscriptionId: SUBSCRIPTION, name: 'Pay', state: 'Enabled' }],
    groups: { [SUBSCRIPTION]: [{ name: 'mine', location: 'westeurope' }] },
    allowed,
  });
  const ports = {
    azure,
    directory: fakeDirectory().directory,
    onboardings: fakeOnboardings([record]),
    officialTemplate: { load: async () => ({ unavailable: 'Offline.' }) },
    offeredTemplates: [] as string[],
  };
  return { ports, ask: { person: ANN, onboardingId: record.id } };
}

async function rights(allowed: Record<string, string[]>) {
  const { ports, ask } = setUp(allowed);
  const { subscriptions } = DeploymentOptions.parse(await deploymentOptions(ports, ask));
  return subscriptions[0];
}

test('rights on the whole subscription count', async () => {
  expect(await rights({ [SCOPE]: [WRITE, GROUP, ASSIGN] })).toMatchObject({ mayDeploy: true, mayAssignRoles: true });
  expect(await rights({ [SCOPE]: [WRITE, GROUP] })).toMatchObject({ mayDeploy: true, mayAssignRoles: false });
  expect(await rights({ [SCOPE]: [WRITE] })).toMatchObject({ mayDeploy: false, mayAssignRoles: false });
});

test('rights on one resource group are enough', async () => {
  const allowed = { [`${SCOPE}/resourceGroups/mine`]: [WRITE, ASSIGN] };
  expect(await rights(allowed)).toMatchObject({ mayDeploy: true, mayAssignRoles: true });
});

test('names the resource groups and regions of a subscription', async () => {
  const { ports, ask } = setUp({});
  const options = await subscriptionOptions(ports, { ...ask, subscriptionId: SUBSCRIPTION });
  expect(SubscriptionOptions.parse(options).resourceGroups).toEqual([{ name: 'mine', location: 'westeurope' }]);
});

test.each([
  [[], ['own-consumption-1.0', 'official-consumption-3.1']],
  [['official-consumption-3.1'], ['official-consumption-3.1']],
])('with %j on offer, these editions can be chosen: %j', async (offeredTemplates, editions) => {
  const { ports, ask } = setUp({});
  const { templates } = await deploymentOptions({ ...ports, offeredTemplates }, ask);
  expect(templates.map(({ edition }) => edition)).toEqual(editions);
});
