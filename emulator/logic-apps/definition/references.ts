import { ExpressionSyntaxError } from '../expressions/errors.ts';
import { FUNCTIONS } from '../expressions/functions/table.ts';
import { callsIn, expressionsOf, type Call, type Template } from '../expressions/syntax.ts';
import { parseTemplate } from '../expressions/template.ts';
import { isObject } from '../expressions/values.ts';
import { branchesOf, placeActions, type PlacedAction } from './action.ts';
import { LIMITS } from './limits.ts';
import { invalidAction, invalidTemplate } from './refuse.ts';
import { predecessorsOf } from './run-after.ts';

const ACTION_READERS = new Set(['outputs', 'body', 'actions', 'actionoutputs', 'actionbody', 'result']);

/** Parses every string of `value`; the message of a refusal names the expression. */
export function templatesIn(value: unknown): Template[] {
  if (typeof value === 'string') return [readTemplate(value)];
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [readTemplate(key), ...templatesIn(member)]);
}

/** Refuses expressions that do not parse, and calls of functions, actions, parameters, variables and loops that are not there. */
export function checkExpressions(
  placed: PlacedAction[],
  known: { parameters: ReadonlySet<string>; variables: ReadonlySet<string> },
): void {
  const names = new Set(placed.map(({ name }) => name));
  for (const one of placed) {
    const visible = visibleTo(one);
    for (const call of callsOf(one)) {
      const problem =
        checkCall(call) ??
        checkName(call, 'parameters', known.parameters) ??
        checkName(call, 'variables', known.variables) ??
        checkLoop(call, one) ??
        checkAction(call, { names, visible, from: one.name });
      if (problem) throw invalidAction(one.name, problem);
    }
  }
}

/** The number of expressions in a value, each counted where it stands. */
export function countExpressions(value: unknown): number {
  return templatesIn(value).flatMap(expressionsOf).length;
}

export function callsInValue(value: unknown): Call[] {
  return templatesIn(value)
    .flatMap(expressionsOf)
    .flatMap((expression) => [...callsIn(expression)]);
}

/** The name a call gives to what it refers to, when it is written out. */
export function literalName(call: Call): string | undefined {
  const [first] = call.args;
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

export function readsAction(call: Call): boolean {
  return ACTION_READERS.has(call.name.toLowerCase());
}

function callsOf({ name, action }: PlacedAction): Call[] {
  const { inputs, expression, foreach, limit } = action;
  try {
    return callsInValue([inputs, expression, foreach, limit]);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) throw invalidAction(name, `"${error.message}"`);
    throw error;
  }
}

function readTemplate(text: string): Template {
  if (text.startsWith('@') && text.length > LIMITS.expressionCharacters) {
    throw invalidTemplate(
      `An expression exceeds the maximum of '${LIMITS.expressionCharacters}' characters: '${text.slice(0, 80)}…'`,
    );
  }
  return parseTemplate(text);
}

function checkCall({ name, args }: Call): string | undefined {
  const called = FUNCTIONS.get(name.toLowerCase());
  if (!called) return `The template function '${name}' is not defined or not valid.`;
  if (args.length >= called.min && args.length <= called.max) return undefined;
  const expected = called.min === called.max ? `${called.min}` : `${called.min} to ${called.max}`;
  return `The template language function '${name}' expects ${expected} parameter(s) and was invoked with ${args.length}.`;
}

function checkName(call: Call, functionName: string, known: ReadonlySet<string>): string | undefined {
  const name = literalName(call);
  if (call.name.toLowerCase() !== functionName || name === undefined || known.has(name)) return undefined;
  if (functionName === 'parameters') return `The template parameter '${name}' is not found.`;
  return `The variable '${name}' must be initialized before it can be used inside action inputs.`;
}

function checkLoop(call: Call, { within, name, action }: PlacedAction): string | undefined {
  if (!['items', 'iterationindexes'].includes(call.name.toLowerCase())) return undefined;
  const wanted = literalName(call);
  const loops = within.filter((one) => ['Foreach', 'Until'].includes(one.action.type)).map((one) => one.name);
  if (action.type === 'Until') loops.push(name);
  if (wanted === undefined || loops.includes(wanted)) return undefined;
  return `The function '${call.name}' refers to the loop '${wanted}', which does not contain this action.`;
}

function checkAction(
  call: Call,
  where: { names: Set<string>; visible: Set<string>; from: string },
): string | undefined {
  const wanted = literalName(call);
  if (!readsAction(call) || wanted === undefined || where.visible.has(wanted)) return undefined;
  if (!where.names.has(wanted))
    return `The action(s) '${wanted}' referenced by 'inputs' in action '${where.from}' are not defined in the template.`;
  return `Action '${wanted}' must be a parent in 'runAfter' path of action '${where.from}' to be referenced by action inputs.`;
}

/** The actions that have surely ended, or been skipped, when this one is evaluated. */
function visibleTo(placed: PlacedAction): Set<string> {
  const visible = new Set<string>();
  for (const { name, siblings } of [...placed.within, placed]) {
    for (const before of predecessorsOf(name, siblings)) {
      visible.add(before);
      const action = siblings[before];
      for (const inner of action ? placeActions(Object.assign({}, ...branchesOf(action))) : []) visible.add(inner.name);
    }
  }
  // The condition of an Until is evaluated after its actions.
  if (placed.action.type === 'Until')
    for (const inner of placeActions(placed.action.actions ?? {})) visible.add(inner.name);
  return visible;
}
