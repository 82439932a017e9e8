import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { can } from './access.ts';
import { hasPassed, momentAfter, segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { badRequest, conflict, notFound, notImplemented } from './errors.ts';
import { allow, allowListing } from './guard.ts';
import { requireLocation } from './locations.ts';
import { pageOf } from './paging.ts';
import { keyOf, resourceGroupId } from './paths.ts';
import { readBody } from './request-body.ts';
import type { ResourceGroup } from './state.ts';
import { settleDeletions } from './workflow-deletion.ts';

const READ = 'Microsoft.Resources/subscriptions/resourceGroups/read';
const WRITE = 'Microsoft.Resources/subscriptions/resourceGroups/write';
const SETTLE_MARGIN_MS = 1_000;
const POLL_AFTER_MS = 15_000;
const GROUP = '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup' as const;

const Tags = z.record(z.string(), z.string()).optional();
const PutBody = z.object({ location: z.string().optional(), tags: Tags });
const PatchBody = z.object({ tags: Tags });

export function resourceGroupRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();

  // https://learn.microsoft.com/rest/api/resources/resource-groups/list
  routes.get('/subscriptions/:subscriptionId/resourceGroups', allowListing(arm, READ), (c) => {
    if (c.req.query('$filter')) throw notImplemented('$filter on resource groups');
    const subscriptionId = segment(c, 'subscriptionId').toLowerCase();
    const rows = arm.state.resourceGroups.find(
      (one) => one.subscriptionId === subscriptionId && can(arm, c.var.caller, { action: READ, scope: one.armId }),
    );
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: wireGroup }));
  });

  // https://learn.microsoft.com/rest/api/resources/resource-groups/get and /check-existence
  routes.get(GROUP, allow(arm, READ), (c) => {
    const group = requireGroup(arm, c);
    return c.req.method === 'HEAD' ? c.body(null, 204) : c.json(wireGroup(group));
  });

  // https://learn.microsoft.com/rest/api/resources/resource-groups/create-or-update
  routes.put(GROUP, allow(arm, WRITE), async (c) => {
    const body = await readBody(c, PutBody);
    const existing = arm.state.resourceGroups.get(groupKey(c));
    const group = existing ? updateGroup(arm, existing, body) : createGroup(arm, c, body);
    return c.json(wireGroup(group), existing ? 200 : 201);
  });

  // https://learn.microsoft.com/rest/api/resources/resource-groups/update
  routes.patch(GROUP, allow(arm, WRITE), async (c) => {
    const group = requireGroup(arm, c);
    return c.json(wireGroup(updateGroup(arm, group, await readBody(c, PatchBody))));
  });

  // https://learn.microsoft.com/rest/api/resources/resource-groups/delete
  routes.delete(GROUP, allow(arm, 'Microsoft.Resources/subscriptions/resourceGroups/delete'), (c) => {
    const group = requireGroup(arm, c);
    const goneAt = group.goneAt ?? momentAfter(arm.core, arm.core.knobs.armOperationMs);
    arm.state.resourceGroups.update(group.id, { goneAt });
    // Every request settles what is due; this does it for the other services when none comes.
    arm.core.clock.after(arm.core.knobs.armOperationMs + SETTLE_MARGIN_MS, () => settleDeletions(arm));
    const { subscriptionId } = group;
    const { id } = arm.state.operations.insert({ id: randomUUID(), subscriptionId, doneAt: goneAt });
    return answerPending(arm, c, `/subscriptions/${subscriptionId}/operationresults/${id}`);
  });

  // https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
  routes.get(
    '/subscriptions/:subscriptionId/operationresults/:operationId',
    allowListing(arm, 'Microsoft.Resources/subscriptions/operationresults/read'),
    (c) => {
      const operation = arm.state.operations.get(segment(c, 'operationId'));
      if (operation?.subscriptionId !== segment(c, 'subscriptionId').toLowerCase()) {
        throw notFound('OperationNotFound', 'The operation could not be found.');
      }
      return hasPassed(arm.core, operation.doneAt) ? c.body(null, 200) : answerPending(arm, c, c.req.path);
    },
  );

  return routes;
}

/** The group of the path, also while it is being deleted. */
export function requireGroup(arm: Arm, c: ArmContext): ResourceGroup {
  const group = arm.state.resourceGroups.get(groupKey(c));
  if (group) return group;
  const name = segment(c, 'resourceGroup');
  throw notFound('ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/** The group of the path, for a write into it. */
export function requireWritableGroup(arm: Arm, c: ArmContext): ResourceGroup {
  const group = requireGroup(arm, c);
  if (group.goneAt) throw beingDeleted(group);
  return group;
}

function beingDeleted({ name }: ResourceGroup) {
  return conflict(
    'ResourceGroupBeingDeleted',
    `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
  );
}

function groupKey(c: ArmContext): string {
  return keyOf(resourceGroupId(segment(c, 'subscriptionId'), segment(c, 'resourceGroup')));
}

function createGroup({ state }: Arm, c: ArmContext, { location, tags }: z.infer<typeof PutBody>): ResourceGroup {
  if (!location) throw badRequest('LocationRequired', 'The location property is required for this definition.');
  const subscriptionId = segment(c, 'subscriptionId').toLowerCase();
  const name = segment(c, 'resourceGroup');
  if (!/^[-\p{L}\p{N}_.()]{0,89}[-\p{L}\p{N}_()]$/u.test(name)) throw invalidName(name);
  const armId = resourceGroupId(subscriptionId, name);
  return state.resourceGroups.insert({
    id: keyOf(armId),
    armId,
    subscriptionId,
    name,
    location: requireLocation(location, 'Microsoft.Resources/resourceGroups'),
    tags: tags ?? {},
  });
}

function invalidName(name: string) {
  return badRequest(
    'InvalidResourceGroup',
    `The provided resource group name '${name}' has these invalid characters or ends with a period. The name can only be a letter, digit, '-', '.', '(', ')' or '_', with at most 90 characters.`,
  );
}

function updateGroup({ state }: Arm, group: ResourceGroup, { location, tags }: z.infer<typeof PutBody>): ResourceGroup {
  if (group.goneAt) throw beingDeleted(group);
  if (location && requireLocation(location, 'Microsoft.Resources/resourceGroups') !== group.location) {
    throw conflict(
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${group.location}'.`,
    );
  }
  return state.resourceGroups.update(group.id, { tags: tags ?? group.tags });
}

function answerPending({ core }: Arm, c: ArmContext, path: string): Response {
  return c.body(null, 202, {
    location: `${core.addresses.arm}${path}?api-version=${c.req.query('api-version')}`,
    'retry-after': String(Math.max(1, Math.round(core.clock.wallMs(POLL_AFTER_MS) / 1000))),
  });
}

function wireGroup({ armId, name, location, tags, goneAt }: ResourceGroup) {
  return {
    id: armId,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    tags,
    properties: { provisioningState: goneAt ? 'Deleting' : 'Succeeded' },
  };
}
