import type { EvaluationContext } from '../expressions/context.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';

/** What expressions of a run see from inside a frame. */
export function contextOf(run: Run, frame: Frame): EvaluationContext {
  const iterations = frame.iterations();
  const iterationOf = (loopName: string) => iterations.findLast((one) => one.loopName === loopName);
  return {
    parameter: (name) => (run.parameters.has(name) ? { value: run.parameters.get(name) } : undefined),
    variable: (name) => run.variables.get(name),
    action: (name) => frame.find(name),
    result: (containerName) => frame.childrenOf(containerName),
    item: () => iterations.findLast((one) => one.item)?.item,
    itemOf: (loopName) => iterationOf(loopName)?.item,
    iterationIndexOf: (loopName) => iterationOf(loopName)?.index,
    trigger: () => ({
      name: run.row.triggerName,
      startTime: run.row.startTime,
      status: 'Succeeded',
      outputs: run.triggerBody === undefined ? {} : { body: run.triggerBody },
    }),
    workflow: () => workflowView(run),
    appSetting: (name) => run.appSettings[name],
    now: run.core.clock.now,
    nullEqualsEmpty: run.core.knobs.nullEqualsEmpty,
  };
}

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#workflow */
function workflowView({ row, workflowName }: Run): Record<string, unknown> {
  return {
    id: row.workflowId,
    name: workflowName,
    type: 'Microsoft.Logic/workflows',
    tags: {},
    run: { id: `${row.workflowId}/runs/${row.id}`, name: row.id, type: 'Microsoft.Logic/workflows/runs' },
  };
}
