import { Hono } from 'hono';
import { z } from 'zod';
import { can } from './access.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { allow, allowListing } from './guard.ts';
import { pageOf } from './paging.ts';
import { parseFilter } from './filters.ts';
import { requireRegistered } from './providers.ts';
import { putWorkflow, validated, workflowKey, WorkflowBody } from './put-workflow.ts';
import type { Recurrences } from './recurrence.ts';
import { readBody } from './request-body.ts';
import { requireGroup, requireWritableGroup } from './resource-groups.ts';
import type { Workflow, WorkflowState } from './state.ts';
import { deleteWorkflow } from './workflow-deletion.ts';
import { wireWorkflow } from './workflow-wire.ts';

const READ = 'Microsoft.Logic/workflows/read';
const GROUP = '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup' as const;
export const WORKFLOW = `${GROUP}/providers/Microsoft.Logic/workflows/:workflow` as const;
const PatchBody = z.strictObject({ tags: z.record(z.string(), z.string()).optional() }).optional();

/** Logic Apps, Consumption. https://learn.microsoft.com/rest/api/logic/workflows */
export function workflowRoutes(arm: Arm, recurrences: Recurrences) {
  const routes = new Hono<ArmEnv>();

  // https://learn.microsoft.com/rest/api/logic/workflows/list-by-subscription
  routes.get('/subscriptions/:subscriptionId/providers/Microsoft.Logic/workflows', allowListing(arm, READ), (c) => {
    const subscriptionId = segment(c, 'subscriptionId').toLowerCase();
    return listWorkflows(arm, c, (one) => one.subscriptionId === subscriptionId);
  });

  // https://learn.microsoft.com/rest/api/logic/workflows/list-by-resource-group
  routes.get(`${GROUP}/providers/Microsoft.Logic/workflows`, allowListing(arm, READ), (c) => {
    const { name, subscriptionId } = requireGroup(arm, c);
    const group = name.toLowerCase();
    return listWorkflows(
      arm,
      c,
      (one) => one.subscriptionId === subscriptionId && one.resourceGroup.toLowerCase() === group,
    );
  });

  // https://learn.microsoft.com/rest/api/logic/workflows/get
  routes.get(WORKFLOW, allow(arm, READ), (c) => c.json(wireWorkflow(arm, requireWorkflow(arm, c))));

  // https://learn.microsoft.com/rest/api/logic/workflows/create-or-update
  routes.put(WORKFLOW, allow(arm, 'Microsoft.Logic/workflows/write'), async (c) => {
    requireWritableGroup(arm, c);
    requireRegistered(arm, segment(c, 'subscriptionId'), 'Microsoft.Logic');
    const { workflow, before } = putWorkflow(arm, c, await readBody(c, WorkflowBody));
    followState(recurrences, workflow, before);
    return c.json(wireWorkflow(arm, workflow), before ? 200 : 201);
  });

  // https://learn.microsoft.com/rest/api/logic/workflows/update
  routes.patch(WORKFLOW, allow(arm, 'Microsoft.Logic/workflows/write'), async (c) => {
    const workflow = requireWorkflow(arm, c);
    const body = await readBody(c, PatchBody);
    arm.state.workflows.update(workflow.id, { tags: body?.tags ?? workflow.tags });
    return c.json(wireWorkflow(arm, workflow));
  });

  // https://learn.microsoft.com/rest/api/logic/workflows/delete
  routes.delete(WORKFLOW, allow(arm, 'Microsoft.Logic/workflows/delete'), (c) => {
    requireGroup(arm, c);
    const workflow = arm.state.workflows.get(workflowKey(c));
    if (!workflow) return c.body(null, 204);
    recurrences.stop(workflow.id);
    deleteWorkflow(arm, workflow);
    return c.body(null, 200);
  });

  // https://learn.microsoft.com/rest/api/logic/workflows/enable and /disable
  for (const [verb, state] of [
    ['enable', 'Enabled'],
    ['disable', 'Disabled'],
  ] as const) {
    routes.post(`${WORKFLOW}/${verb}`, allow(arm, `Microsoft.Logic/workflows/${verb}/action`), (c) => {
      const workflow = requireWorkflow(arm, c);
      const before = workflow.state;
      const changedAt = arm.core.clock.now().toISOString();
      arm.state.workflows.update(workflow.id, { state, changedAt });
      if (state !== before) followState(recurrences, workflow, before);
      return c.body(null, 200);
    });
  }

  // https://learn.microsoft.com/rest/api/logic/workflows/validate-by-resource-group and /validate-by-location
  const byLocation = `${GROUP}/providers/Microsoft.Logic/locations/:location/workflows/:workflow/validate` as const;
  for (const path of [`${WORKFLOW}/validate` as const, byLocation]) {
    routes.post(path, allow(arm, 'Microsoft.Logic/workflows/validate/action'), async (c) => {
      requireGroup(arm, c);
      const { properties } = await readBody(c, WorkflowBody);
      validated(arm, properties);
      return c.body(null, 200);
    });
  }

  return routes;
}

/** The workflow of the path. */
export function requireWorkflow(arm: Arm, c: ArmContext): Workflow {
  const group = requireGroup(arm, c);
  const workflow = arm.state.workflows.get(workflowKey(c));
  if (workflow) return workflow;
  const name = segment(c, 'workflow');
  throw notFound(
    'ResourceNotFound',
    `The Resource 'Microsoft.Logic/workflows/${name}' under resource group '${group.name}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

function listWorkflows(arm: Arm, c: ArmContext, belongs: (one: Workflow) => boolean): Response {
  const matches = parseFilter(c.req.query('$filter'), ['state', 'name']);
  const rows = arm.state.workflows.find(
    (one) =>
      belongs(one) &&
      matches({ state: one.state, name: one.name }) &&
      can(arm, c.var.caller, { action: READ, scope: one.armId }),
  );
  return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (one) => wireWorkflow(arm, one) }));
}

/** Triggers fire from the moment a workflow becomes enabled; while it stays so, a new version keeps their times. */
function followState(recurrences: Recurrences, workflow: Workflow, before: WorkflowState | undefined): void {
  if (workflow.state === 'Disabled') recurrences.stop(workflow.id);
  else if (before === 'Enabled') recurrences.replan(workflow);
  else recurrences.start(workflow);
}
