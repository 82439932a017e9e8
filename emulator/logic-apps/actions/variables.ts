import { declarationsOf, fitsVariable, variableType, wrongType, type VariableType } from '../definition/variables.ts';
import { typeName, type JsonObject } from '../expressions/values.ts';
import type { Execution, Executor } from '../runtime/execution.ts';
import { ActionFailure, succeeded, type Outcome } from '../runtime/outcome.ts';

type Variable = { type: VariableType; value: unknown };

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-create-variables-store-values */
export const initializeVariable: Executor = async (execution) => {
  const inputs = execution.evaluate(execution.action.inputs) as JsonObject;
  for (const { name, type, value = null } of declarationsOf(inputs)) {
    const declared = variableType(type) ?? 'String';
    const isGiven = value !== null;
    if (isGiven) checkType(name, { type: declared, value }, inputs);
    execution.run.variables.set(name, { type: declared, value });
  }
  return succeeded({ inputs });
};

export const setVariable: Executor = async (execution) => change(execution, (_, value) => value);

/** Arrays are replaced, not changed: values that were read before stay as they were. */
export const appendToArrayVariable: Executor = async (execution) =>
  change(execution, ({ value }, added) => [...((value as unknown[] | null) ?? []), added]);

export const appendToStringVariable: Executor = async (execution) =>
  change(execution, ({ value }, added) => {
    if (typeof added === 'string') return `${(value as string | null) ?? ''}${added}`;
    throw new ActionFailure(
      'BadRequest',
      `A value of type '${typeName(added)}' cannot be appended to a string variable.`,
    );
  });

export const incrementVariable: Executor = async (execution) =>
  change(execution, (variable, by) => sum(execution, variable, by));

export const decrementVariable: Executor = async (execution) =>
  change(execution, (variable, by) => sum(execution, variable, -1 * Number(by ?? 1)));

function change(execution: Execution, newValue: (variable: Variable, given: unknown) => unknown): Outcome {
  const inputs = execution.evaluate(execution.action.inputs) as JsonObject;
  const name = String(inputs['name']);
  const variable = execution.run.variables.get(name);
  if (!variable) {
    throw new ActionFailure('InvalidTemplate', `The variable '${name}' must be initialized before it can be used.`, {
      inputs,
    });
  }
  const value = newValue(variable, inputs['value'] ?? null);
  checkType(name, { type: variable.type, value }, inputs);
  execution.run.variables.set(name, { type: variable.type, value });
  return succeeded({ inputs, outputs: { body: { name, type: variable.type, value } } });
}

function sum({ name }: Execution, { value }: Variable, by: unknown): number {
  const step = by ?? 1;
  if (typeof step === 'number' && typeof value === 'number') return value + step;
  throw new ActionFailure(
    'BadRequest',
    `The action '${name}' cannot add a value of type '${typeName(step)}' to one of type '${typeName(value)}'.`,
  );
}

function checkType(name: string, { type, value }: Variable, inputs: unknown): void {
  if (!fitsVariable(type, value)) throw new ActionFailure('BadRequest', wrongType(name, type, value), { inputs });
}
