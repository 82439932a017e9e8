import { createHash } from 'node:crypto';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { Azure } from '#lib/onboarding/ports.ts';
import { allowedOf, type PermissionSet } from './allowed-actions.ts';
import { arm, armClients, armUnlessMissing, collect, type ArmSettings } from './arm-call.ts';
import { armFailure, armMalformed, needed } from './arm-failure.ts';

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles#reader */
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const PermissionPage = z.object({
  value: z.array(z.object({ actions: z.array(z.string()).optional(), notActions: z.array(z.string()).optional() })),
});

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
        const held = await readerAssignment(settings, resourceId, principalId);
        if (held && error instanceof AppError && error.details.upstreamCode === 'RoleAssignmentExists')
          return { assignmentId: held };
        throw error;
      }
    },
    async hasReader(resourceId, principalId) {
      return (await readerAssignment(settings, resourceId, principalId)) !== undefined;
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
  const url = `${settings.armUrl}${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  const answer = await arm(client.sendRequest(createPipelineRequest({ url })));
  if (answer.status === 403 || answer.status === 404) return [];
  if (answer.status !== 200) throw armFailure({ statusCode: answer.status, message: '', response: answer });
  const page = PermissionPage.safeParse(JSON.parse(answer.bodyAsText ?? '{}'));
  if (page.success) return page.data.value;
  throw armMalformed(page.error.issues[0]?.path.join('.') ?? '');
}

async function readerAssignment(
  settings: ArmSettings,
  resourceId: string,
  principalId: string,
): Promise<string | undefined> {
  const client = armClients(settings).authorization(subscriptionOf(resourceId));
  const found = await arm(
    collect(client.roleAssignments.listForScope(resourceId, { filter: `principalId eq '${principalId}'` })),
  );
  return found.find((one) => one.roleDefinitionId?.endsWith(READER))?.id;
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
