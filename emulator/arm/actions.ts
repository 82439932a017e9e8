import { Hono } from 'hono';
import type { ActionRow, RunRow } from '../core/siblings.ts';
import { contentLinksOf } from './content-links.ts';
import { segment, type Arm, type ArmContext, type ArmEnv } from './context.ts';
import { notFound } from './errors.ts';
import { parseFilter } from './filters.ts';
import { allow } from './guard.ts';
import { pageOf } from './paging.ts';
import { requestHistoryOf } from './request-history.ts';
import { requireRun, RUN } from './runs.ts';
import { scopeRepetitionsOf } from './scope-repetitions.ts';
import type { Workflow } from './state.ts';

const ACTION = `${RUN}/actions/:action` as const;
const KINDS = ['repetitions', 'scopeRepetitions'] as const;
type Found = { workflow: Workflow; run: RunRow; row: ActionRow };

export function actionRoutes(arm: Arm) {
  const routes = new Hono<ArmEnv>();
  const read = allow(arm, 'Microsoft.Logic/workflows/runs/actions/read');

  // https://learn.microsoft.com/rest/api/logic/workflow-run-actions/list
  routes.get(`${RUN}/actions`, read, (c) => {
    const { workflow, run } = requireRun(arm, c);
    const matches = parseFilter(c.req.query('$filter'), ['status']);
    const rows = arm.logicApps
      .actionsOf(run.id)
      .filter(({ repetition, status }) => repetition === undefined && matches({ status }));
    return c.json(
      pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (row) => wireAction(arm, { workflow, run, row }) }),
    );
  });

  // https://learn.microsoft.com/rest/api/logic/workflow-run-actions/get
  routes.get(ACTION, read, (c) => c.json(wireAction(arm, requireAction(arm, c))));

  for (const kind of KINDS) {
    // https://learn.microsoft.com/rest/api/logic/workflow-run-action-repetitions/list and …-scope-repetitions/list
    routes.get(`${ACTION}/${kind}`, allow(arm, `Microsoft.Logic/workflows/runs/actions/${kind}/read`), (c) => {
      const found = requireAction(arm, c);
      const matches = parseFilter(c.req.query('$filter'), ['status']);
      const rows = repetitionsOf(arm, found, kind).filter(({ status }) => matches({ status }));
      return c.json(
        pageOf(arm, c, { rows, idOf: ({ id }) => id, wire: (row) => wireRepetition(arm, { ...found, row }, kind) }),
      );
    });

    // https://learn.microsoft.com/rest/api/logic/workflow-run-action-repetitions/get and …-scope-repetitions/get
    routes.get(
      `${ACTION}/${kind}/:repetition`,
      allow(arm, `Microsoft.Logic/workflows/runs/actions/${kind}/read`),
      (c) => c.json(wireRepetition(arm, requireRepetition(arm, c, kind), kind)),
    );
  }

  // https://learn.microsoft.com/rest/api/logic/workflow-run-action-request-histories
  routes.get(
    `${ACTION}/requestHistories/:history?`,
    allow(arm, 'Microsoft.Logic/workflows/runs/actions/requestHistories/read'),
    (c) => answerHistory(arm, c, requireAction(arm, c)),
  );

  // https://learn.microsoft.com/rest/api/logic/workflow-run-action-repetitions-request-histories
  routes.get(
    `${ACTION}/repetitions/:repetition/requestHistories/:history?`,
    allow(arm, 'Microsoft.Logic/workflows/runs/actions/repetitions/requestHistories/read'),
    (c) => answerHistory(arm, c, requireRepetition(arm, c, 'repetitions')),
  );

  return routes;
}

function requireAction(arm: Arm, c: ArmContext): Found {
  const { workflow, run } = requireRun(arm, c);
  const name = segment(c, 'action');
  const row = arm.logicApps
    .actionsOf(run.id)
    .find((one) => one.repetition === undefined && one.name.toLowerCase() === name.toLowerCase());
  if (row) return { workflow, run, row };
  throw notFound(
    'WorkflowRunActionNotFound',
    `The workflow '${workflow.name}' run '${run.id}' action '${name}' could not be found.`,
  );
}

function requireRepetition(arm: Arm, c: ArmContext, kind: (typeof KINDS)[number]): Found {
  const found = requireAction(arm, c);
  const name = segment(c, 'repetition');
  const row = repetitionsOf(arm, found, kind).find(({ repetition }) => repetition === name);
  if (row) return { ...found, row };
  throw notFound(
    'WorkflowRunActionRepetitionNotFound',
    `The workflow '${found.workflow.name}' run '${found.run.id}' action '${found.row.name}' repetition '${name}' could not be found.`,
  );
}

function repetitionsOf(arm: Arm, { run, row }: Found, kind: (typeof KINDS)[number]): ActionRow[] {
  const all = arm.logicApps.actionsOf(run.id);
  if (kind === 'scopeRepetitions') {
    const { definition } = arm.state.versions.get(run.versionId) ?? {};
    return definition ? scopeRepetitionsOf({ definition, rows: all, loop: row }) : [];
  }
  return all.filter(({ name, repetition }) => repetition !== undefined && name === row.name);
}

function wireAction(arm: Arm, { workflow, run, row }: Found) {
  const id = `${workflow.armId}/runs/${run.id}/actions/${row.name}`;
  return {
    properties: propertiesOf(arm, { workflow, run, row }),
    id,
    name: row.name,
    type: 'Microsoft.Logic/workflows/runs/actions',
  };
}

function wireRepetition(arm: Arm, { workflow, run, row }: Found, kind: (typeof KINDS)[number]) {
  return {
    properties: { ...propertiesOf(arm, { workflow, run, row }), repetitionIndexes: row.repetitionIndexes },
    id: `${workflow.armId}/runs/${run.id}/actions/${row.name}/${kind}/${row.repetition}`,
    name: row.repetition,
    type: `Microsoft.Logic/workflows/runs/actions/${kind}`,
  };
}

function propertiesOf(arm: Arm, { workflow, run, row }: Found) {
  const { startTime, endTime, status, code, error, trackingId, iterationCount, repetitionCount, retryHistory } = row;
  return {
    startTime,
    endTime,
    status,
    code,
    error,
    trackingId,
    correlation: { actionTrackingId: trackingId, clientTrackingId: run.clientTrackingId },
    ...contentLinksOf(arm, workflow, row),
    iterationCount,
    repetitionCount,
    retryHistory,
  };
}

function answerHistory(arm: Arm, c: ArmContext, { workflow, run, row }: Found): Response {
  const base = `${workflow.armId}/runs/${run.id}/actions/${row.name}${row.repetition ? `/repetitions/${row.repetition}` : ''}`;
  const entries = requestHistoryOf(arm, row).map((properties, index) => {
    const name = String(index).padStart(6, '0');
    return {
      properties,
      id: `${base}/requestHistories/${name}`,
      name,
      type: 'Microsoft.Logic/workflows/runs/actions/requestHistories',
    };
  });
  const wanted = c.req.param('history');
  if (wanted === undefined)
    return c.json(pageOf(arm, c, { rows: entries, idOf: ({ id }) => id, wire: (entry) => entry }));
  const entry = entries.find(({ name }) => name === wanted);
  if (entry) return c.json(entry);
  throw notFound('RequestHistoryNotFound', `The request history '${wanted}' could not be found.`);
}
