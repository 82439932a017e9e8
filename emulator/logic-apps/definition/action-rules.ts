import { isObject, type JsonObject } from '../expressions/values.ts';
import type { ActionDefinition } from './action.ts';
import { isValidCondition } from './condition.ts';
import { durationMs } from './durations.ts';
import { unsupportedKeywords } from './json-schema.ts';
import { invalidAction, notImplemented } from './refuse.ts';

type Rule = (name: string, action: ActionDefinition) => void;

const requires =
  (...keys: string[]): Rule =>
  (name, { inputs }) => {
    const missing = keys.filter((key) => !isObject(inputs) || !Object.hasOwn(inputs, key));
    if (missing.length > 0) throw invalidAction(name, `its inputs have no '${missing.join("', '")}'`);
  };

/** What each type of action must have. A type that is not here is not supported. */
export const ACTION_RULES: Record<string, Rule> = {
  Http: (name, action) => {
    requires('method', 'uri')(name, action);
    checkHttp(name, action.inputs as JsonObject);
  },
  InitializeVariable: requires('variables'),
  SetVariable: requires('name', 'value'),
  IncrementVariable: requires('name'),
  DecrementVariable: requires('name'),
  AppendToArrayVariable: requires('name', 'value'),
  AppendToStringVariable: requires('name', 'value'),
  Compose: (name, action) => {
    if (!Object.hasOwn(action, 'inputs')) throw invalidAction(name, "the 'inputs' are missing");
  },
  Query: requires('from', 'where'),
  Select: requires('from', 'select'),
  Join: requires('from', 'joinWith'),
  ParseJson: (name, action) => {
    requires('content', 'schema')(name, action);
    const unsupported = unsupportedKeywords((action.inputs as JsonObject)['schema']);
    if (unsupported.length > 0)
      throw notImplemented(`the JSON schema keywords '${unsupported.join(', ')}' in action '${name}'`);
  },
  Scope: () => {},
  If: (name, { expression }) => {
    if (!isValidCondition(expression)) throw invalidAction(name, "the 'expression' is missing or is not a condition");
  },
  Switch: (name, { expression, cases = {} }) => {
    if (expression === undefined) throw invalidAction(name, "the 'expression' is missing");
    const bare = Object.entries(cases).find(([, one]) => !isObject(one) || one['case'] === undefined);
    if (bare) throw invalidAction(name, `the case '${bare[0]}' has no value`);
  },
  Until: (name, action) => {
    if (action.expression === undefined) throw invalidAction(name, "the 'expression' is missing");
    checkTimeout(name, action);
  },
  Foreach: (name, { foreach, runtimeConfiguration }) => {
    if (foreach === undefined) throw invalidAction(name, "the 'foreach' property is missing");
    const parallel = runtimeConfiguration?.concurrency?.repetitions;
    if (parallel !== undefined && !(Number.isInteger(parallel) && parallel >= 1 && parallel <= 50)) {
      throw invalidAction(name, `the concurrency must be between 1 and 50, it is '${parallel}'`);
    }
  },
  Wait: (name, { inputs }) => {
    const isTimed = isObject(inputs) && (isObject(inputs['interval']) || isObject(inputs['until']));
    if (!isTimed) throw invalidAction(name, "its inputs have neither 'interval' nor 'until'");
  },
  Terminate: requires('runStatus'),
  Response: requires('statusCode'),
};

const HTTP_INPUTS = ['method', 'uri', 'headers', 'queries', 'body', 'authentication', 'cookie', 'retryPolicy'];
const AUTHENTICATIONS = ['managedserviceidentity', 'raw', 'basic', 'none'];
const RETRY_POLICIES = ['none', 'fixed', 'exponential'];

function checkHttp(name: string, inputs: JsonObject): void {
  const unknown = Object.keys(inputs).filter((key) => !HTTP_INPUTS.includes(key));
  if (unknown.length > 0) throw notImplemented(`the inputs '${unknown.join(', ')}' of the Http action '${name}'`);
  checkKind(name, inputs['authentication'], AUTHENTICATIONS);
  checkKind(name, inputs['retryPolicy'], RETRY_POLICIES);
}

function checkKind(name: string, setting: unknown, known: string[]): void {
  if (setting === undefined || typeof setting === 'string') return;
  const type = isObject(setting) ? String(setting['type']) : '';
  if (!known.includes(type.toLowerCase()))
    throw notImplemented(`the type '${type}' of a setting of the Http action '${name}'`);
}

function checkTimeout(name: string, { limit }: ActionDefinition): void {
  const timeout = limit?.timeout;
  const isLiteral = typeof timeout === 'string' && !timeout.startsWith('@');
  if (isLiteral && durationMs(timeout) === undefined)
    throw invalidAction(name, `the timeout '${timeout}' is not an ISO 8601 duration`);
}
