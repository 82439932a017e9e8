import { STATUS_CODES } from 'node:http';
import { hasOption } from '../definition/action.ts';
import { durationMs } from '../definition/durations.ts';
import { isObject, toText, type JsonObject } from '../expressions/values.ts';
import { authorizationOf, shownAuthentication } from '../http/authentication.ts';
import { encodeBody } from '../http/body.ts';
import { NoResponse, type HttpRequest } from '../http/client.ts';
import { HttpExchange, type Exchange } from '../http/exchange.ts';
import { retryPolicy } from '../http/retry.ts';
import type { Execution, Executor } from '../runtime/execution.ts';
import { ActionFailure, type Outcome } from '../runtime/outcome.ts';

/**
 * A status of 400 and above fails the action, whose outputs stay readable; without any answer there are no outputs.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#http-action
 */
export const http: Executor = async (execution) => {
  const inputs = execution.evaluate(execution.action.inputs) as JsonObject;
  const shownInputs = inputsForHistory(inputs);
  const seen = { inputs: shownInputs };
  const request = await requestOf(execution, inputs).catch((error: unknown) => {
    if (error instanceof ActionFailure)
      throw new ActionFailure(error.code, error.message, { ...error.details, ...seen });
    throw error;
  });
  const limit = timeLimit(execution);
  const exchange = new HttpExchange(execution.run.core, execution.run.http, limit.signal);
  try {
    const ended = await exchange.run(request, {
      retries: retryPolicy(inputs['retryPolicy']),
      followsAccepted: !hasOption(execution.action, 'DisableAsyncPattern'),
    });
    return { ...outcomeOf(ended), ...seen };
  } catch (error) {
    if (limit.isReached()) return { ...timedOut(execution), ...seen };
    throw error;
  } finally {
    limit.clear();
  }
};

function outcomeOf({ answer, retryHistory, elapsedMs }: Exchange): Outcome {
  const history = retryHistory.length > 0 ? { retryHistory } : {};
  if (answer instanceof NoResponse) {
    return {
      status: 'Failed',
      code: 'BadRequest',
      error: { code: 'BadRequest', message: answer.message },
      elapsedMs,
      ...history,
    };
  }
  const { statusCode, headers, body } = answer;
  return {
    status: statusCode >= 400 ? 'Failed' : 'Succeeded',
    code: (STATUS_CODES[statusCode] ?? String(statusCode)).replaceAll(/[^A-Za-z0-9]/g, ''),
    outputs: { statusCode, headers, ...(body === undefined ? {} : { body }) },
    elapsedMs,
    ...history,
  };
}

async function requestOf({ run, name }: Execution, inputs: JsonObject): Promise<HttpRequest> {
  const written = toText(inputs['uri']);
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ActionFailure(
      'BadRequest',
      `The 'uri' of action '${name}' is not a valid absolute HTTP(S) address: '${written}'.`,
    );
  }
  for (const [key, value] of Object.entries(isObject(inputs['queries']) ? inputs['queries'] : {})) {
    url.searchParams.append(key, toText(value));
  }
  const { content, contentType } = encodeBody(inputs['body']);
  const authorization = await authorizationOf(run, inputs['authentication']);
  const headers = new Headers({
    'user-agent': `azure-logic-apps/1.0 (workflow ${run.row.id}; version ${run.row.versionId})`,
  });
  headers.set('x-ms-client-tracking-id', run.row.clientTrackingId);
  if (contentType) headers.set('content-type', contentType);
  setHeaders(headers, name, inputs['headers']);
  if (inputs['cookie'] !== undefined) headers.set('cookie', toText(inputs['cookie']));
  if (authorization !== undefined) headers.set('authorization', authorization);
  return { method: toText(inputs['method']).toUpperCase(), url, headers: Object.fromEntries(headers), content };
}

function setHeaders(headers: Headers, name: string, given: unknown): void {
  for (const [key, value] of Object.entries(isObject(given) ? given : {})) {
    try {
      headers.set(key, toText(value));
    } catch (error) {
      throw new ActionFailure(
        'BadRequest',
        `The header '${key}' of action '${name}' is not valid: ${(error as Error).message}`,
      );
    }
  }
}

function inputsForHistory({ authentication, retryPolicy: policy, ...shown }: JsonObject): JsonObject {
  return {
    ...shown,
    ...(policy === undefined ? {} : { retryPolicy: policy }),
    ...(authentication === undefined ? {} : { authentication: shownAuthentication(authentication) }),
  };
}

/** The action's own `limit.timeout`, beside the end of the run. */
function timeLimit({ action, run, evaluate }: Execution) {
  const timeoutMs = durationMs(evaluate(action.limit?.timeout ?? null));
  if (timeoutMs === undefined) return { signal: run.stop.signal, isReached: () => false, clear: () => {} };
  const controller = new AbortController();
  const clear = run.core.clock.after(timeoutMs, () => controller.abort());
  return {
    signal: AbortSignal.any([run.stop.signal, controller.signal]),
    isReached: () => controller.signal.aborted && !run.stop.end,
    clear,
  };
}

function timedOut({ name, action }: Execution): Outcome {
  const elapsedMs = durationMs(action.limit?.timeout) ?? 0;
  const message = `The execution of template action '${name}' timed out after '${toText(action.limit?.timeout)}'.`;
  return { status: 'TimedOut', code: 'ActionTimedOut', error: { code: 'ActionTimedOut', message }, elapsedMs };
}
