import type { ActionView, EvaluationContext } from '../expressions/context.ts';
import { evaluate } from '../expressions/evaluate.ts';

/** For tests: evaluates a template with the given outputs of actions, parameters and variables around it. */
export function evaluateWith(
  template: unknown,
  around: {
    outputs?: Record<string, unknown>;
    parameters?: Record<string, unknown>;
    variables?: Record<string, unknown>;
    now?: string;
    nullEqualsEmpty?: boolean;
  } = {},
): unknown {
  const holder = (values: Record<string, unknown> = {}, name: string) =>
    Object.hasOwn(values, name) ? { value: values[name] } : undefined;
  const context: EvaluationContext = {
    parameter: (name) => holder(around.parameters, name),
    variable: (name) => holder(around.variables, name),
    action: (name) => viewOf(name, holder(around.outputs, name)),
    result: () => [],
    item: () => undefined,
    itemOf: () => undefined,
    iterationIndexOf: () => undefined,
    trigger: () => ({ name: 'manual', outputs: {} }),
    workflow: () => ({ run: { name: 'r1' } }),
    appSetting: () => undefined,
    now: () => new Date(around.now ?? '2026-01-31T23:59:58.123Z'),
    nullEqualsEmpty: around.nullEqualsEmpty ?? false,
  };
  return evaluate(template, context);
}

function viewOf(name: string, held: { value: unknown } | undefined): ActionView | null {
  if (!held) return null;
  return { name, status: 'Succeeded', startTime: '', trackingId: '', clientTrackingId: '', outputs: held.value };
}
