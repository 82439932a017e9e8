import { randomUUID } from 'node:crypto';
import { keyOf } from './paths.ts';
import { registrationKey } from './providers.ts';
import { roleById } from './role-catalog.ts';
import type { ArmState } from './state.ts';

const SEEDED_AT = '2026-01-05T08:00:00.000Z';

type SubscriptionSeed = { tenantId: string; subscriptionId: string; displayName: string };
type RoleSeed = { subscriptionId: string; principalId: string; roleDefinitionId: string };

/**
 * Loads subscriptions and the people's roles on them. Microsoft.Logic starts registered where `logicRegistered` says so,
 * by default in the first subscription only, so that both starts can be met.
 */
export function seedArm(
  state: ArmState,
  {
    subscriptions,
    roleAssignments,
    logicRegistered = (_, index) => index === 0,
  }: {
    subscriptions: readonly SubscriptionSeed[];
    roleAssignments: readonly RoleSeed[];
    logicRegistered?: (subscription: SubscriptionSeed, index: number) => boolean;
  },
): void {
  const createdAt = SEEDED_AT;
  subscriptions.forEach((subscription, index) => {
    const { subscriptionId, tenantId, displayName } = subscription;
    state.subscriptions.insert({ id: subscriptionId.toLowerCase(), tenantId, displayName });
    if (!logicRegistered(subscription, index)) return;
    state.registrations.insert({ id: registrationKey(subscriptionId, 'Microsoft.Logic'), registeredAt: createdAt });
  });
  for (const { subscriptionId, principalId, roleDefinitionId } of roleAssignments) {
    const name = randomUUID();
    const scope = `/subscriptions/${subscriptionId}`;
    state.roleAssignments.insert({
      id: keyOf(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`),
      name,
      scope,
      roleId: knownRole(roleDefinitionId),
      principalId,
      principalType: 'User',
      createdAt,
      createdBy: principalId,
    });
  }
}

function knownRole(id: string): string {
  const role = roleById(id);
  if (!role) throw new Error(`The seed names a role that the emulator does not know: ${id}.`);
  return role.id;
}
