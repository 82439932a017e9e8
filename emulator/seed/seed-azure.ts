import { seedArm } from '../arm/seed.ts';
import type { ArmState } from '../arm/state.ts';
import { azureRolesOf, SEED, subscriptionOf, type IsvSeed } from './tenants.ts';

/** The subscription of an ISV, with the Azure roles of its people. A repeat changes nothing. */
export function seedAzure(state: ArmState, isv: IsvSeed): void {
  if (state.subscriptions.get(isv.subscription.id)) return;
  seedArm(state, {
    subscriptions: [subscriptionOf(isv)],
    roleAssignments: azureRolesOf(isv),
    // One vendor has never used Logic Apps: its subscription must register the provider first.
    logicRegistered: ({ tenantId }) => tenantId !== SEED.fabrikam.tenantId,
  });
}
