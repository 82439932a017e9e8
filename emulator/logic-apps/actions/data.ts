import { schemaErrors } from '../definition/json-schema.ts';
import { isObject, toText, typeName, type JsonObject } from '../expressions/values.ts';
import type { Execution, Executor } from '../runtime/execution.ts';
import { ActionFailure, succeeded } from '../runtime/outcome.ts';

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#compose-action */
export const compose: Executor = async ({ action, evaluate }) => {
  const value = evaluate(action.inputs);
  return succeeded({ inputs: value, outputs: value });
};

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#query-action */
export const query: Executor = async (execution) => {
  const from = sourceOf(execution, 'query');
  const { where } = execution.action.inputs as JsonObject;
  const body = from.filter((value) => {
    const holds = execution.evaluate(where, { value });
    if (typeof holds === 'boolean') return holds;
    throw new ActionFailure(
      'InvalidTemplate',
      `The execution of template action '${execution.name}' failed: The evaluation of 'query' action 'where' expression '${toText(where)}' failed. The result must be a boolean, it is of type '${typeName(holds)}'.`,
    );
  });
  return succeeded({ inputs: { from, where }, outputs: { body } });
};

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#select-action */
export const select: Executor = async (execution) => {
  const from = sourceOf(execution, 'select');
  const { select: map } = execution.action.inputs as JsonObject;
  const body = from.map((value) => execution.evaluate(map, { value }));
  return succeeded({ inputs: { from, select: map }, outputs: { body } });
};

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-perform-data-operations#join-action */
export const join: Executor = async (execution) => {
  const from = sourceOf(execution, 'join');
  const { joinWith } = execution.action.inputs as JsonObject;
  const separator = toText(execution.evaluate(joinWith));
  return succeeded({ inputs: { from, joinWith: separator }, outputs: { body: from.map(toText).join(separator) } });
};

/** https://learn.microsoft.com/azure/logic-apps/logic-apps-perform-data-operations#parse-json-action */
export const parseJson: Executor = async ({ action, name, evaluate }) => {
  const { content: written, schema } = action.inputs as JsonObject;
  const content = evaluate(written);
  const inputs = { content, schema };
  const body = typeof content === 'string' ? parsed(name, content, inputs) : content;
  if (body === null)
    throw new ActionFailure(
      'InvalidTemplate',
      `The 'content' of action '${name}' is of type 'Null'. The value must be a JSON value.`,
      { inputs },
    );
  const errors = schemaErrors(isObject(schema) ? schema : {}, body);
  if (errors.length === 0) return succeeded({ inputs, outputs: { body } });
  throw new ActionFailure('SchemaValidationFailed', 'The schema validation failed.', { inputs, outputs: { errors } });
};

function parsed(name: string, content: string, inputs: unknown): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new ActionFailure(
      'BadRequest',
      `The 'content' of action '${name}' is not valid JSON: ${(error as Error).message}`,
      { inputs },
    );
  }
}

function sourceOf({ evaluate, action, name }: Execution, kind: string): unknown[] {
  const from = evaluate((action.inputs as JsonObject)['from']);
  if (Array.isArray(from)) return from;
  throw new ActionFailure(
    'BadRequest',
    `The execution of template action '${name}' failed: The 'from' property value in the '${kind}' action inputs is of type '${typeName(from)}'. The value must be an array.`,
  );
}
