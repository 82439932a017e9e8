import { createCore, type Core } from '../../core/core.ts';
import type { Knobs } from '../../core/knobs.ts';
import type { ActionRow, LogicAppsService, ParameterValues, RunRow, WorkflowDefinition } from '../../core/siblings.ts';
import { createLogicApps, type LogicAppsOptions } from '../index.ts';

const NOWHERE = 'http://127.0.0.1:9';

/** For tests: a definition around some actions. */
export function definitionOf(
  actions: Record<string, unknown>,
  parameters?: WorkflowDefinition['parameters'],
): WorkflowDefinition {
  return {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    triggers: { manual: { type: 'Recurrence', recurrence: { frequency: 'Month', interval: 1 } } },
    actions,
    ...(parameters ? { parameters } : {}),
  };
}

/** For tests: a runtime whose Microsoft hosts lead to `server`, in time that runs fast. */
export function testRuntime({
  server = NOWHERE,
  timeScale = 10_000,
  knobs,
  ...options
}: Partial<LogicAppsOptions> & {
  server?: string;
  timeScale?: number;
  knobs?: Partial<Knobs>;
  stopping?: AbortSignal;
  snapshotFile?: string;
} = {}): { core: Core; logicApps: LogicAppsService } {
  const addresses = { entra: NOWHERE, graph: `${server}/graph`, arm: NOWHERE, sampleApp: NOWHERE, control: NOWHERE };
  const { stopping, snapshotFile, ...rest } = options;
  const core = createCore({ addresses, timeScale, knobs, stopping, snapshotFile });
  const entra = {
    managedIdentityToken: async (tenantId: string, principalId: string, audience: string) => ({
      accessToken: `${tenantId}/${principalId}/${audience}`,
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
  };
  return { core, logicApps: createLogicApps(core, { entra, ...rest }) };
}

export type Ran = {
  run: RunRow;
  rows: ActionRow[];
  /** The row of an action, or of one of its repetitions. */
  row(name: string, repetition?: string): ActionRow;
  outputs(name: string, repetition?: string): unknown;
  inputs(name: string, repetition?: string): unknown;
};

/** For tests: validates, runs to the end, and gives the history by action name. */
export async function runActions(
  actions: Record<string, unknown>,
  options: Parameters<typeof testRuntime>[0] & {
    parameters?: WorkflowDefinition['parameters'];
    values?: ParameterValues;
    triggerBody?: unknown;
    identity?: { tenantId: string; principalId: string };
  } = {},
): Promise<Ran> {
  const { parameters, values = {}, triggerBody, identity, ...runtime } = options;
  const { logicApps } = testRuntime(runtime);
  const definition = definitionOf(actions, parameters);
  logicApps.validate(definition, values);
  const started = logicApps.startRun({ ...RUN, definition, parameters: values, triggerBody, identity });
  await logicApps.runEnded(started.id);
  return ranOf(logicApps, started.id);
}

export const RUN = {
  workflowId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/w',
  workflowName: 'w',
  versionId: '08585',
  triggerName: 'manual',
};

export function ranOf(logicApps: LogicAppsService, runId: string): Ran {
  const rows = logicApps.actionsOf(runId);
  const row = (name: string, repetition?: string) => {
    const found = rows.find((one) => one.name === name && one.repetition === repetition);
    if (!found) throw new Error(`The run has no row ${name} ${repetition ?? ''}`);
    return found;
  };
  return {
    run: logicApps.runs.get(runId)!,
    rows,
    row,
    outputs: (name, repetition) => logicApps.content(row(name, repetition).outputsKey ?? '/'),
    inputs: (name, repetition) => logicApps.content(row(name, repetition).inputsKey ?? '/'),
  };
}
