import type { ActionDefinition, Actions } from '../definition/action.ts';
import type { EvaluationContext } from '../expressions/context.ts';
import { EvaluationError } from '../expressions/errors.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { contextOf } from './run-context.ts';
import type { Frame } from './frame.ts';
import { ActionFailure, type ListOutcome, type Outcome } from './outcome.ts';
import type { Run } from './run.ts';

/** One action being executed. */
export type Execution = {
  run: Run;
  name: string;
  action: ActionDefinition;
  frame: Frame;
  /** Evaluates a part of the action. Fails the action with `InvalidTemplate`, naming it. */
  evaluate(part: unknown, item?: { value: unknown }): unknown;
  runList(actions: Actions, frame: Frame): Promise<ListOutcome>;
  /** Rows for actions that are not executed. Gives what `result()` shows of them. */
  skipList(actions: Actions, frame: Frame, because: SkipReason): ListOutcome['children'];
};
export type SkipReason = { code: string; message: string };

/** Containers also give the children's views, for `result()`. */
export type Executor = (execution: Execution) => Promise<Outcome & { children?: ListOutcome['children'] }>;

export function evaluateIn(
  { run, name, frame }: Pick<Execution, 'run' | 'name' | 'frame'>,
  part: unknown,
  item?: { value: unknown },
): unknown {
  const surroundings = contextOf(run, frame);
  const context: EvaluationContext = item ? { ...surroundings, item: () => item } : surroundings;
  try {
    return evaluate(part, context);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new ActionFailure(
      'InvalidTemplate',
      `Unable to process template language expressions in action '${name}' inputs at line '0' and column '0': '${error.message}'.`,
    );
  }
}
