import type { ActionView } from '../context.ts';
import { EvaluationError } from '../errors.ts';
import { isObject } from '../values.ts';
import { text } from './expect.ts';
import { type FunctionGroup } from './function.ts';

/** https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#workflow-functions */
export const REFERENCES: FunctionGroup = {
  parameters: {
    min: 1,
    max: 1,
    apply: ([name], context) =>
      found(context.parameter(text('parameters', name)), `The workflow parameter '${String(name)}' is not found.`),
  },
  variables: {
    min: 1,
    max: 1,
    apply: ([name], context) =>
      found(
        context.variable(text('variables', name)),
        `The template language function 'variables' cannot be used: the variable '${String(name)}' must be initialized before it can be used inside action inputs.`,
      ),
  },
  actions: { min: 1, max: 1, apply: ([name], context) => context.action(text('actions', name)) },
  outputs: { min: 1, max: 1, apply: ([name], context) => context.action(text('outputs', name))?.outputs ?? null },
  actionOutputs: {
    min: 1,
    max: 1,
    apply: ([name], context) => context.action(text('actionOutputs', name))?.outputs ?? null,
  },
  body: { min: 1, max: 1, apply: ([name], context) => bodyOf(context.action(text('body', name))) },
  actionBody: { min: 1, max: 1, apply: ([name], context) => bodyOf(context.action(text('actionBody', name))) },
  result: { min: 1, max: 1, apply: ([name], context) => context.result(text('result', name)) },
  item: {
    min: 0,
    max: 0,
    apply: (_, context) => found(context.item(), "The template language function 'item' is used outside of a loop."),
  },
  items: {
    min: 1,
    max: 1,
    apply: ([name], context) =>
      found(context.itemOf(text('items', name)), `The loop '${String(name)}' that 'items' refers to is not running.`),
  },
  iterationIndexes: {
    min: 1,
    max: 1,
    apply: ([name], context) =>
      found(
        { value: context.iterationIndexOf(text('iterationIndexes', name)) },
        `The loop '${String(name)}' that 'iterationIndexes' refers to is not running.`,
      ),
  },
  trigger: { min: 0, max: 0, apply: (_, context) => context.trigger() },
  triggerOutputs: { min: 0, max: 0, apply: (_, context) => context.trigger().outputs },
  triggerBody: { min: 0, max: 0, apply: (_, context) => context.trigger().outputs.body ?? null },
  workflow: { min: 0, max: 0, apply: (_, context) => context.workflow() },
  appsetting: {
    min: 1,
    max: 1,
    apply: ([name], context) =>
      found({ value: context.appSetting(text('appsetting', name)) }, `The app setting '${String(name)}' is not found.`),
  },
};

function found(holder: { value: unknown } | undefined, otherwise: string): unknown {
  if (holder === undefined || holder.value === undefined) throw new EvaluationError(otherwise);
  return holder.value;
}

function bodyOf(action: ActionView | null): unknown {
  if (Array.isArray(action?.outputs))
    return action.outputs.map((one) => (isObject(one) ? (one['body'] ?? null) : null));
  return isObject(action?.outputs) ? (action.outputs['body'] ?? null) : null;
}
