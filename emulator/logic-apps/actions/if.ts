import { isCombining, readCondition, type Condition } from '../definition/condition.ts';
import { EvaluationError } from '../expressions/errors.ts';
import { FUNCTIONS } from '../expressions/functions/table.ts';
import { typeName } from '../expressions/values.ts';
import type { Execution, Executor } from '../runtime/execution.ts';
import { ActionFailure } from '../runtime/outcome.ts';
import { contextOf } from '../runtime/run-context.ts';

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#if-action */
export const ifAction: Executor = async (execution) => {
  const { action, frame, runList, skipList, name } = execution;
  const holds = holdsTrue(execution, action.expression);
  const branches = { then: action.actions ?? {}, else: action.else?.actions ?? {} };
  const skipped = skipList(holds ? branches.else : branches.then, frame, branchNotTaken(name));
  const outcome = await runList(holds ? branches.then : branches.else, frame);
  return { ...outcome, children: [...outcome.children, ...skipped] };
};

export function branchNotTaken(name: string) {
  return {
    code: 'ActionBranchingConditionNotSatisfied',
    message: `The execution of the template action skipped: the branching condition of action '${name}' is not satisfied.`,
  };
}

function holdsTrue(execution: Execution, expression: unknown): boolean {
  const value = valueOf(execution, expression);
  if (typeof value === 'boolean') return value;
  throw new ActionFailure(
    'InvalidTemplate',
    `Unable to process template language expressions for action '${execution.name}' at line '0' and column '0': 'The expression's value is of type '${typeName(value)}'. It must be a boolean.'.`,
  );
}

function valueOf(execution: Execution, expression: unknown): unknown {
  const condition = readCondition(expression);
  return condition ? apply(execution, condition) : execution.evaluate(expression);
}

/** The operators are the functions of the same name, with the same laziness. */
function apply(execution: Execution, { operator, operands }: Condition): unknown {
  const operation = FUNCTIONS.get(operator.toLowerCase())!;
  const read = (operand: unknown) =>
    isCombining(operator) ? valueOf(execution, operand) : execution.evaluate(operand);
  const context = contextOf(execution.run, execution.frame);
  try {
    if ('lazily' in operation)
      return operation.lazily(
        operands.map((operand) => () => read(operand)),
        context,
      );
    return operation.apply(operands.map(read), context);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new ActionFailure(
      'InvalidTemplate',
      `Unable to process template language expressions for action '${execution.name}' at line '0' and column '0': '${error.message}'.`,
    );
  }
}
