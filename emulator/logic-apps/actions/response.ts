import { toText, type JsonObject } from '../expressions/values.ts';
import type { Executor } from '../runtime/execution.ts';
import { ActionFailure, succeeded } from '../runtime/outcome.ts';

/**
 * Its outputs are the response a caller of a Request trigger gets; a run started otherwise has nobody waiting.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#response-action
 */
export const response: Executor = async ({ action, name, evaluate }) => {
  const inputs = evaluate(action.inputs) as JsonObject;
  const statusCode = Number(inputs['statusCode']);
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    throw new ActionFailure(
      'BadRequest',
      `The 'statusCode' of action '${name}' is not valid: '${toText(inputs['statusCode'])}'.`,
      { inputs },
    );
  }
  return succeeded({ inputs, outputs: { ...inputs, statusCode } });
};
