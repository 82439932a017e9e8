import { Hono } from 'hono';
import type { RunRow } from '../core/siblings.ts';
import { requireWorkflowByGuid } from './content-links.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { badRequest, notFound, notImplemented } from './errors.ts';
import { allow } from './guard.ts';
import { pageOf } from './paging.ts';
import { recurrenceOf } from './recurrence.ts';
import { readJson } from './request-body.ts';
import { runsOf } from './runs.ts';
import { requireSignature, sign } from './signatures.ts';
import { startRun } from './start-run.ts';
import type { Workflow } from './state.ts';
import { accessEndpoint, requireVersion, versionReference } from './workflow-wire.ts';
import { requireWorkflow, WORKFLOW } from './workflows.ts';

const TRIGGER = `${WORKFLOW}/triggers/:trigger` as const;
const INVOKE_API_VERSION = '2016-10-01';

export function triggerRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Logic/workflows/triggers/read');

  // https://learn.microsoft.com/rest/api/logic/workflow-triggers/list
  routes.get(`${WORKFLOW}/triggers`, read, (c) => {
    if (c.req.query('$filter')) throw notImplemented('$filter on triggers');
    const workflow = requireWorkflow(arm, c);
    const rows = Object.keys(triggersOf(arm, workflow));
    return c.json(pageOf(arm, c, { rows, idOf: (name) => name, wire: (name) => wireTrigger(arm, workflow, name) }));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-triggers/get
  routes.get(TRIGGER, read, (c) => {
    const workflow = requireWorkflow(arm, c);
    return c.json(wireTrigger(arm, workflow, requireTrigger(arm, workflow, segment(c, 'trigger'))));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-triggers/run
  routes.post(`${TRIGGER}/run`, allow(arm, 'Microsoft.Logic/workflows/triggers/run/action'), async (c) => {
    const workflow = requireWorkflow(arm, c);
    return fire(arm, c, workflow);
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-triggers/list-callback-url
  routes.post(
    `${TRIGGER}/listCallbackUrl`,
    allow(arm, 'Microsoft.Logic/workflows/triggers/listCallbackUrl/action'),
    (c) => {
      const workflow = requireWorkflow(arm, c);
      const name = requireTrigger(arm, workflow, segment(c, 'trigger'));
      const basePath = `${accessEndpoint(arm, workflow)}/triggers/${name}/paths/invoke`;
      const queries = { 'api-version': INVOKE_API_VERSION, ...sign(workflow, { permission: runPermission(name) }) };
      const value = `${basePath}?${new URLSearchParams(queries).toString()}`;
      return c.json({ value, method: 'POST', basePath, queries });
    },
  );

  return routes;
}

/** What callback URLs lead to. https://learn.microsoft.com/azure/logic-apps/logic-apps-http-endpoint */
export function invokeRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  routes.post('/workflows/:guid/triggers/:trigger/paths/invoke', async (c) => {
    const workflow = requireWorkflowByGuid(arm, segment(c, 'guid'));
    requireSignature(arm.core, workflow, {
      permission: runPermission(segment(c, 'trigger')),
      query: c.req.query(),
      authorization: c.req.header('authorization'),
    });
    return fire(arm, c, workflow);
  });
  return routes;
}

async function fire(arm: Arm, c: ArmContext, workflow: Workflow): Promise<Response> {
  const triggerName = requireTrigger(arm, workflow, segment(c, 'trigger'));
  if (workflow.state !== 'Enabled') throw notEnabled(workflow, triggerName);
  const takesBody = triggersOf(arm, workflow)[triggerName]?.type.toLowerCase() === 'request';
  const triggerBody = takesBody ? await readJson(c) : undefined;
  return c.body(null, 202, runHeaders(workflow, startRun(arm, workflow, { triggerName, triggerBody })));
}

function runHeaders({ guid, versionId, location }: Workflow, run: RunRow): Record<string, string> {
  return {
    'x-ms-workflow-run-id': run.id,
    'x-ms-workflow-id': guid,
    'x-ms-workflow-version': versionId,
    'x-ms-workflow-name': run.workflowId.split('/').at(-1) ?? '',
    'x-ms-client-tracking-id': run.clientTrackingId,
    'x-ms-trigger-history-name': run.id,
    'x-ms-execution-location': location,
    'x-ms-workflow-system-id': `/locations/${location}/scaleunits/local/workflows/${guid}`,
  };
}

function triggersOf(arm: Arm, { versionId }: Workflow) {
  return requireVersion(arm, versionId).definition.triggers;
}

/** The trigger's name as the definition spells it. */
export function requireTrigger(arm: Arm, workflow: Workflow, given: string): string {
  const name = Object.keys(triggersOf(arm, workflow)).find((one) => one.toLowerCase() === given.toLowerCase());
  if (name !== undefined) return name;
  throw notFound('WorkflowTriggerNotFound', `The workflow '${workflow.name}' trigger '${given}' could not be found.`);
}

function notEnabled({ guid, state }: Workflow, trigger: string) {
  return badRequest(
    'WorkflowTriggerIsNotEnabled',
    `Could not execute workflow '${guid}' trigger '${trigger}' with state '${state}': trigger is not enabled.`,
  );
}

const runPermission = (trigger: string) => `/triggers/${trigger}/run`;

function wireTrigger(arm: Arm, workflow: Workflow, name: string) {
  const { armId, createdAt, changedAt, state, versionId, nextFireAt } = workflow;
  const lastRun = runsOf(arm, workflow).find((run) => run.triggerName === name);
  return {
    properties: {
      provisioningState: 'Succeeded',
      createdTime: createdAt,
      changedTime: changedAt,
      state,
      status: 'Waiting',
      lastExecutionTime: lastRun?.startTime,
      nextExecutionTime: state === 'Enabled' ? nextFireAt[name] : undefined,
      recurrence: recurrenceOf(triggersOf(arm, workflow)[name]),
      workflow: versionReference(workflow, versionId),
    },
    id: `${armId}/triggers/${name}`,
    name,
    type: 'Microsoft.Logic/workflows/triggers',
  };
}
