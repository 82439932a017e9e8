import { isObject, toText, type JsonObject } from '../expressions/values.ts';
import type { Executor } from '../runtime/execution.ts';
import { ActionFailure, succeeded } from '../runtime/outcome.ts';

const STATUSES = ['Succeeded', 'Failed', 'Cancelled'] as const;

/**
 * Ends the run: what is running is cancelled, the rest skipped.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#terminate-action
 */
export const terminate: Executor = async ({ action, name, evaluate, run }) => {
  const inputs = evaluate(action.inputs) as JsonObject;
  const status = STATUSES.find((one) => one === inputs['runStatus']);
  if (!status) {
    throw new ActionFailure(
      'InvalidTemplate',
      `The 'runStatus' value '${toText(inputs['runStatus'])}' in the inputs of the terminate action '${name}' is not one of '${STATUSES.join(', ')}'.`,
      { inputs },
    );
  }
  const given = isObject(inputs['runError']) ? inputs['runError'] : {};
  const code = toText(given['code'] ?? 'Terminated');
  const message = toText(given['message'] ?? `The workflow run was terminated by the action '${name}'.`);
  run.stop.now(status === 'Failed' ? { status, code, error: { code, message } } : { status });
  return succeeded({ inputs });
};
