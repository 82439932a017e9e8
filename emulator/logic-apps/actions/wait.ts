import { intervalMs } from '../definition/durations.ts';
import { isObject, toText, type JsonObject } from '../expressions/values.ts';
import type { Executor } from '../runtime/execution.ts';
import { ActionFailure, succeeded } from '../runtime/outcome.ts';

/**
 * Waits an interval of emulated time, or until a time of day; the way to that moment is emulated time as well.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#wait-action
 */
export const wait: Executor = async ({ action, name, evaluate, run }) => {
  const inputs = evaluate(action.inputs) as JsonObject;
  const durationMs = isObject(inputs['interval'])
    ? intervalMs(inputs['interval']['count'], inputs['interval']['unit'])
    : untilMs(inputs['until'], run.core.clock.now());
  if (durationMs === undefined) {
    throw new ActionFailure('BadRequest', `The wait of action '${name}' is not valid: '${toText(inputs)}'.`, {
      inputs,
    });
  }
  await run.core.clock.sleep(durationMs, run.stop.signal);
  return succeeded({ inputs, elapsedMs: durationMs });
};

function untilMs(until: unknown, now: Date): number | undefined {
  const at = isObject(until) ? Date.parse(toText(until['timestamp'])) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
