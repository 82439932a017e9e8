import { expect, test } from 'vitest';
import { SEED } from '../seed/index.ts';
import { createCore } from '../core/core.ts';
import { startArm, OTHER_SUBSCRIPTION, TENANT, WORKFLOW, workflowBody } from './arm.fixture.ts';
import { seedArm } from './seed.ts';
import { armState } from './state.ts';

const seed = { subscriptions: SEED.subscriptions, roleAssignments: SEED.azureRoleAssignments };

function seeded(options: Pick<Parameters<typeof seedArm>[1], 'logicRegistered'> = {}) {
  const core = createCore({ addresses: { entra: '', graph: '', arm: '', sampleApp: '', control: '' } });
  const state = armState(core);
  seedArm(state, { ...seed, ...options });
  return state;
}

test('every seeded subscription and role is there, and Microsoft.Logic is registered in the first only', () => {
  const { subscriptions, roleAssignments, registrations } = seeded();
  expect(subscriptions.all().map(({ id }) => id)).toEqual(
    SEED.subscriptions.map(({ subscriptionId }) => subscriptionId),
  );
  expect(roleAssignments.size).toBe(SEED.azureRoleAssignments.length);
  expect(registrations.all().map(({ id }) => id)).toEqual([`${SEED.subscriptions[0]?.subscriptionId}/microsoft.logic`]);
});

test('where Microsoft.Logic starts registered can be chosen', () => {
  expect(seeded({ logicRegistered: () => false }).registrations.size).toBe(0);
});

test('forgetting a tenant takes everything of its subscriptions and leaves the others', async () => {
  const arm = startArm();
  await arm.call('PUT', WORKFLOW, { body: workflowBody() });
  arm.forgetTenant(TENANT);
  const { subscriptions, ...tables } = arm.state;
  expect(subscriptions.all().map(({ id }) => id)).toEqual([OTHER_SUBSCRIPTION]);
  expect(Object.values(tables).map(({ size }) => size)).toEqual([0, 0, 0, 0, 0, 0]);
});
