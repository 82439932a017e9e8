import { hasOption, type ActionDefinition } from '../definition/action.ts';
import { LIMITS } from '../definition/limits.ts';
import { typeName } from '../expressions/values.ts';
import type { Execution, Executor } from '../runtime/execution.ts';
import { Frame } from '../runtime/frame.ts';
import { ActionFailure, SOME_ACTION_FAILED, type ListOutcome } from '../runtime/outcome.ts';

const DEFAULT_CONCURRENCY = 20;

/**
 * One pass per item, 20 at a time unless set otherwise; one failed pass fails the loop but not the others.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#foreach-action
 */
export const foreach: Executor = async (execution) => {
  const items = itemsOf(execution);
  const { action, name, frame, run, skipList } = execution;
  if (items.length === 0) skipList(action.actions ?? {}, frame, nothingToDo(name));
  const parallel = Math.min(concurrencyOf(action), items.length);
  let taken = parallel;
  const passes: { frame: Frame; outcome: ListOutcome }[] = [];
  const lanes = await Promise.all(
    Array.from({ length: parallel }, async (_, lane) => {
      let laneMs = 0;
      for (let index = lane; index < items.length && !run.stop.end; index = taken++) {
        const inside = new Frame(frame, { loopName: name, index, item: { value: items[index] } });
        const outcome = await execution.runList(action.actions ?? {}, inside);
        passes[index] = { frame: inside, outcome };
        laneMs += outcome.elapsedMs;
      }
      return laneMs;
    }),
  );
  const made = passes.filter(Boolean);
  Frame.publishAll(
    made.map((pass) => pass.frame),
    frame,
  );
  const children = made.flatMap((pass) => pass.outcome.children);
  return { ...statusOf(made), children, iterationCount: made.length, elapsedMs: Math.max(0, ...lanes) };
};

function itemsOf({ evaluate, action, name }: Execution): unknown[] {
  const items = evaluate(action.foreach);
  if (!Array.isArray(items)) {
    throw new ActionFailure(
      'ExpressionEvaluationFailed',
      `The execution of template action '${name}' failed: the result of the evaluation of 'foreach' expression '${String(action.foreach)}' is of type '${typeName(items)}'. The result must be a valid array.`,
    );
  }
  if (items.length <= LIMITS.foreachItems) return items;
  throw new ActionFailure(
    'ForeachItemsLimitExceeded',
    `The template action '${name}' has more than ${LIMITS.foreachItems} items.`,
  );
}

function concurrencyOf(action: ActionDefinition): number {
  if (hasOption(action, 'Sequential')) return 1;
  return action.runtimeConfiguration?.concurrency?.repetitions ?? DEFAULT_CONCURRENCY;
}

function statusOf(passes: { outcome: ListOutcome }[]): Pick<ListOutcome, 'status' | 'code' | 'error'> {
  const statuses = passes.map(({ outcome }) => outcome.status);
  if (statuses.includes('Failed'))
    return { status: 'Failed', code: SOME_ACTION_FAILED.code, error: SOME_ACTION_FAILED };
  if (statuses.includes('Cancelled')) return { status: 'Cancelled', code: 'ActionCancelled' };
  return { status: 'Succeeded', code: 'OK' };
}

function nothingToDo(name: string) {
  return {
    code: 'ActionSkipped',
    message: `The execution of the template action skipped: the loop '${name}' has no items.`,
  };
}
