import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { Azure } from '#lib/onboarding/ports.ts';
import { allowedOf, type PermissionSet } from './allowed-actions.ts';
import { arm, armClients, armUnlessMissing, collect, type ArmSettings } from './arm-call.ts';
import { needed } from './arm-failure.ts';
import { readPages } from './arm-pages.ts';

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles#reader */
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const PROVIDER_STATES: Record<string, 'registered' | 'registering'> = {
  Registered: 'registered',
  Registering: 'registering',
};
const Permission = z.object({ actions: z.array(z.string()).optional(), notActions: z.array(z.string()).optional() });

/** Azure Resource Manager with one person's token. */
export function armAzure(settings: ArmSettings): Azure {
  const clients = armClients(settings);
  return {
    async subscriptions() {
      const found = await arm(collect(clients.subscriptions().subscriptions.list()));
      return found.map((one) => ({
        subscriptionId: needed(one.subscriptionId, 'subscriptionId'),
        name: one.displayName ?? one.subscriptionId ?? '',
        state: one.state ?? 'Unknown',
      }));
    },
    async allowedActions(scope, actions) {
      return allowedOf(actions, await permissionsAt(settings, scope));
    },
    async resourceGroups(subscriptionId) {
      const groups = await arm(collect(clients.resources(subscriptionId).resourceGroups.list()));
      return groups.map((group) => ({ name: needed(group.name, 'name'), location: group.location }));
    },
    async regions(subscriptionId) {
      const found = await arm(collect(clients.subscriptions().subscriptions.listLocations(subscriptionId)));
      return found
        .map((one) => ({ name: one.name ?? '', title: one.displayName ?? one.name ?? '' }))
        .filter((one) => one.name)
        .sort((a, b) => a.title.localeCompare(b.title));
    },
    async providerState(subscriptionId, namespace) {
      try {
        const { registrationState } = await arm(clients.resources(subscriptionId).providers.get(namespace));
        return PROVIDER_STATES[registrationState ?? ''] ?? 'not-registered';
      } catch (error) {
        // Rights in one resource group alone do not let the subscription's providers be read.
        if (error instanceof AppError && ['upstream-forbidden', 'upstream-not-found'].includes(error.code)) return 'unknown'; // prettier-ignore
        throw error;
      }
    },
    async ensureProvider(subscriptionId, namespace) {
      const { providers } = clients.resources(subscriptionId);
      const current = await arm(providers.get(namespace));
      const state = needed(current.registrationState, 'registrationState');
      if (state === 'Registered') return 'ready';
      if (state !== 'Registering') await arm(providers.register(namespace));
      return 'registering';
    },
    async ensureResourceGroup(subscriptionId, name, location) {
      const { resourceGroups } = clients.resources(subscriptionId);
      // An update would be refused for another location: an existing group stays as it is.
      if (await armUnlessMissing(resourceGroups.get(name))) return;
      await arm(resourceGroups.createOrUpdate(name, { location }));
    },
    async grantReader(resourceId, principalId) {
      const subscriptionId = subscriptionOf(resourceId);
      const { roleAssignments } = clients.authorization(subscriptionId);
      try {
        const made = await arm(
          roleAssignments.create(resourceId, assignmentName(resourceId, principalId), {
            roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${READER}`,
            principalId,
            // Without it a principal that is new to this directory answers PrincipalNotFound.
            principalType: 'ServicePrincipal',
          }),
        );
        return { assignmentId: needed(made.id, 'id') };
      } catch (error) {
        if (!(error instanceof AppError && error.details.upstreamCode === 'RoleAssignmentExists')) throw error;
        const held = await readerAssignments(settings, resourceId, principalId);
        return { assignmentId: needed(held.find(isAt(resourceId))?.id, 'id') };
      }
    },
    async hasReader(resourceId, principalId) {
      return (await readerAssignments(settings, resourceId, principalId)).length > 0;
    },
    async removeRoleAssignment(assignmentId) {
      const { roleAssignments } = clients.authorization(subscriptionOf(assignmentId));
      await armUnlessMissing(roleAssignments.deleteById(assignmentId));
    },
  };
}

/** The SDK lists permissions of resource groups and resources only; subscriptions answer the same call. */
async function permissionsAt(settings: ArmSettings, scope: string): Promise<PermissionSet[]> {
  const client = armClients(settings).authorization(subscriptionOf(scope));
  const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  try {
    return await readPages(client, settings, { path, item: Permission });
  } catch (error) {
    // Who may not even ask, or see that the scope exists, may do nothing there.
    if (error instanceof AppError && ['upstream-forbidden', 'upstream-not-found'].includes(error.code)) return [];
    throw error;
  }
}

type Assignment = { id?: string; scope?: string; roleDefinitionId?: string };

/** Reader assignments of a principal that count at a resource: its own, and those of the scopes above it. */
async function readerAssignments(settings: ArmSettings, resourceId: string, principalId: string) {
  const client = armClients(settings).authorization(subscriptionOf(resourceId));
  const filter = `principalId eq '${principalId}'`;
  const found: Assignment[] = await arm(collect(client.roleAssignments.listForScope(resourceId, { filter })));
  return found.filter((one) => one.roleDefinitionId?.endsWith(READER));
}

function isAt(resourceId: string): (assignment: Assignment) => boolean {
  return ({ scope }) => scope?.toLowerCase() === resourceId.toLowerCase();
}

/** Always the same name for the same grant: a repeat finds the first (https://www.rfc-editor.org/rfc/rfc9562#section-5.5). */
function assignmentName(resourceId: string, principalId: string): string {
  const hex = createHash('sha1').update(`${resourceId.toLowerCase()}|${principalId}|${READER}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

function subscriptionOf(resourceId: string): string {
  const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1];
  if (!subscriptionId) throw new Error('Not an Azure resource id.');
  return subscriptionId;
}
