import { Hono } from 'hono';
import type { RunRow } from '../core/siblings.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { parseFilter } from './filters.ts';
import { allow } from './guard.ts';
import { pageOf } from './paging.ts';
import { runsOf } from './runs.ts';
import type { Workflow } from './state.ts';
import { requireTrigger } from './triggers.ts';
import { requireWorkflow, WORKFLOW } from './workflows.ts';

const HISTORIES = `${WORKFLOW}/triggers/:trigger/histories` as const;

/** Every firing here started a run, so the firings are read from the runs. */
export function triggerHistoryRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Logic/workflows/triggers/histories/read');

  // https://learn.microsoft.com/rest/api/logic/workflow-trigger-histories/list
  routes.get(HISTORIES, read, (c) => {
    const { workflow, runs } = firings(arm, c);
    const matches = parseFilter(c.req.query('$filter'), ['status', 'startTime', 'clientTrackingId']);
    const rows = runs.filter(({ startTime, clientTrackingId }) =>
      matches({ status: 'Succeeded', startTime, clientTrackingId }),
    );
    return c.json(pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (run) => wireHistory(workflow, run) }));
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-trigger-histories/get
  routes.get(`${HISTORIES}/:history`, read, (c) => {
    const { workflow, runs } = firings(arm, c);
    const run = runs.find(({ id }) => id === segment(c, 'history'));
    if (run) return c.json(wireHistory(workflow, run));
    throw notFound(
      'WorkflowTriggerHistoryNotFound',
      `The trigger history '${segment(c, 'history')}' could not be found.`,
    );
  });

  return routes;
}

function firings(arm: Arm, c: ArmContext): { workflow: Workflow; runs: RunRow[] } {
  const workflow = requireWorkflow(arm, c);
  const trigger = requireTrigger(arm, workflow, segment(c, 'trigger'));
  return { workflow, runs: runsOf(arm, workflow).filter((run) => run.triggerName === trigger) };
}

function wireHistory({ armId }: Workflow, { id, triggerName, startTime, clientTrackingId }: RunRow) {
  return {
    properties: {
      startTime,
      endTime: startTime,
      status: 'Succeeded',
      fired: true,
      correlation: { clientTrackingId },
      run: { id: `${armId}/runs/${id}`, name: id, type: 'Microsoft.Logic/workflows/runs' },
    },
    id: `${armId}/triggers/${triggerName}/histories/${id}`,
    name: id,
    type: 'Microsoft.Logic/workflows/triggers/histories',
  };
}
