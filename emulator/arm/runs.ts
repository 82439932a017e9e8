import { Hono } from 'hono';
import type { RunRow } from '../core/siblings.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { parseFilter } from './filters.ts';
import { allow } from './guard.ts';
import { pageOf } from './paging.ts';
import type { Workflow } from './state.ts';
import { versionReference } from './workflow-wire.ts';
import { requireWorkflow, WORKFLOW } from './workflows.ts';

export const RUN = `${WORKFLOW}/runs/:run` as const;

export function runRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Logic/workflows/runs/read');

  // https://learn.microsoft.com/rest/api/logic/workflow-runs/list
  routes.get(`${WORKFLOW}/runs`, read, (c) => {
    const workflow = requireWorkflow(arm, c);
    const matches = parseFilter(c.req.query('$filter'), ['status', 'startTime', 'clientTrackingId']);
    const rows = runsOf(arm, workflow).filter(({ status, startTime, clientTrackingId }) =>
      matches({ status, startTime, clientTrackingId }),
    );
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (run) => wireRun(workflow, run) }));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-runs/get
  routes.get(RUN, read, (c) => {
    const { workflow, run } = requireRun(arm, c);
    return c.json(wireRun(workflow, run));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-runs/cancel
  routes.post(`${RUN}/cancel`, allow(arm, 'Microsoft.Logic/workflows/runs/cancel/action'), (c) => {
    arm.logicApps.cancelRun(requireRun(arm, c).run.id);
    return c.body(null, 200);
  });

  return routes;
}

/** The workflow's runs, newest first. Runs of a deleted workflow of the same name belong to versions that are gone. */
export function runsOf(arm: Arm, workflow: Workflow): RunRow[] {
  return arm.logicApps.runs
    .find((run) => belongsTo(arm, workflow, run))
    .toReversed()
    .sort((one, other) => Date.parse(other.startTime) - Date.parse(one.startTime));
}

export function requireRun(arm: Arm, c: ArmContext): { workflow: Workflow; run: RunRow } {
  const workflow = requireWorkflow(arm, c);
  const name = segment(c, 'run');
  const run = arm.logicApps.runs.get(name) ?? arm.logicApps.runs.get(name.toUpperCase());
  if (run && belongsTo(arm, workflow, run)) return { workflow, run };
  throw notFound('WorkflowRunNotFound', `The workflow '${workflow.name}' run '${name}' could not be found.`);
}

function belongsTo({ state }: Arm, workflow: Workflow, run: RunRow): boolean {
  return run.workflowId === workflow.armId && state.versions.get(run.versionId)?.workflowKey === workflow.id;
}

function wireRun(workflow: Workflow, run: RunRow) {
  const { id, startTime, endTime, status, code, error, clientTrackingId, versionId, triggerName } = run;
  return {
    properties: {
      waitEndTime: startTime,
      startTime,
      endTime,
      status,
      code,
      error,
      correlation: { clientTrackingId },
      workflow: versionReference(workflow, versionId),
      trigger: {
        name: triggerName,
        startTime,
        endTime: startTime,
        scheduledTime: startTime,
        correlation: { clientTrackingId },
        status: 'Succeeded',
      },
      outputs: {},
    },
    id: `${workflow.armId}/runs/${id}`,
    name: id,
    type: 'Microsoft.Logic/workflows/runs',
  };
}
