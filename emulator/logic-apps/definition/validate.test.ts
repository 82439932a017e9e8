import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ParameterValues, WorkflowDefinition } from '../../core/siblings.ts';
import { definitionOf } from '../testing/workflow.ts';
import { placeActions, type Actions } from './action.ts';
import { countExpressions } from './references.ts';
import { validateDefinition } from './validate.ts';

const compose = (inputs: unknown, runAfter?: Record<string, string[]>) => ({
  type: 'Compose',
  inputs,
  ...(runAfter ? { runAfter } : {}),
});
const scope = (actions: object) => ({ type: 'Scope', actions });
const loop = (actions: object) => ({ type: 'Foreach', foreach: "@json('[]')", actions });
const init = (...variables: object[]) => ({ type: 'InitializeVariable', inputs: { variables } });

test.each<[string, Record<string, unknown>, string]>([
  [
    'an expression that does not parse',
    { A: compose("@concat('x'") },
    "The template action 'A' is not valid: \"Unable to parse template language expression 'concat('x''",
  ],
  ['an expression in a key', { A: compose({ '@{oops(': 1 }) }, "template action 'A'"],
  ['an unknown function', { A: compose('@nope()') }, "The template function 'nope' is not defined"],
  ['too many arguments', { A: compose("@length('a', 'b')") }, "'length' expects 1 parameter(s) and was invoked with 2"],
  [
    'an action that does not exist',
    { A: compose("@body('B')") },
    "The action(s) 'B' referenced by 'inputs' in action 'A' are not defined",
  ],
  [
    'an action that need not have run',
    { A: compose(1), B: compose("@outputs('A')") },
    "Action 'A' must be a parent in 'runAfter' path of action 'B'",
  ],
  ['an unknown parameter', { A: compose("@parameters('p')") }, "The template parameter 'p' is not found"],
  ['a variable nobody initializes', { A: compose("@variables('v')") }, "variable 'v' must be initialized"],
  [
    'items of a loop elsewhere',
    { A: loop({}), B: compose("@items('A')") },
    "loop 'A', which does not contain this action",
  ],
  ['runAfter of nothing', { A: compose(1, { B: ['Succeeded'] }) }, "'B', which does not exist at this level"],
  [
    'runAfter of an inner action',
    { A: scope({ B: compose(1) }), C: compose(1, { B: ['Succeeded'] }) },
    "'B', which does not exist",
  ],
  [
    'an unknown status',
    { A: compose(1), B: compose(1, { A: ['Done'] }) },
    "must be some of 'Succeeded, Failed, Skipped, TimedOut'",
  ],
  [
    'a circle',
    { A: compose(1, { B: ['Succeeded'] }), B: compose(1, { A: ['Failed'] }) },
    "'A, B' have a circular dependency",
  ],
  ['one name twice', { A: scope({ B: compose(1) }), C: scope({ b: compose(1) }) }, "'b' is used more than once"],
  [
    'a nested InitializeVariable',
    { A: scope({ B: init({ name: 'v', type: 'String' }) }) },
    "must be at the top level, not inside 'A'",
  ],
  ['a variable of no known type', { A: init({ name: 'v', type: 'Text' }) }, "type 'Text' of variable 'v'"],
  [
    'a wrong first value',
    { A: init({ name: 'v', type: 'Integer', value: 'x' }) },
    "'v' of type 'Integer' cannot be initialized or updated with value of type 'String'",
  ],
  [
    'appending to a string',
    { A: init({ name: 'v', type: 'String' }), B: { type: 'AppendToArrayVariable', inputs: { name: 'v', value: 1 } } },
    "cannot change the variable 'v'",
  ],
  ['an unknown type', { A: { type: 'Composed', inputs: 1 } }, "the type 'Composed' is not one the platform knows"],
  ['an unknown member', { A: { ...compose(1), runafter: {} } }, "unknown member 'runafter'"],
  [
    'a condition that is none',
    { A: { type: 'If', expression: { equal: [1, 1] }, actions: {} } },
    "'expression' is missing or is not a condition",
  ],
  ['missing inputs', { A: { type: 'Http', inputs: { method: 'GET' } } }, "no 'uri'"],
  [
    'Terminate in a loop',
    { A: loop({ B: { type: 'Terminate', inputs: { runStatus: 'Failed' } } }) },
    "cannot be inside the loop 'A'",
  ],
  [
    'a timeout that is no duration',
    { A: { type: 'Until', expression: '@true', limit: { timeout: '40m' }, actions: {} } },
    "'40m' is not an ISO 8601 duration",
  ],
])('refuses %s', (_, actions, message) => {
  const validate = () => validateDefinition(definitionOf(actions), {});
  expect(validate).toThrow(message);
  expect(validate).toThrow(expect.objectContaining({ code: 'InvalidTemplate' }));
});

test.each([
  { A: { type: 'ApiConnection', inputs: {} } },
  {
    A: {
      type: 'Http',
      inputs: { method: 'GET', uri: 'https://x.example', authentication: { type: 'ActiveDirectoryOAuth' } },
    },
  },
  { A: { ...compose(1), trackedProperties: {} } },
  { A: { type: 'ParseJson', inputs: { content: '{}', schema: { patternProperties: {} } } } },
])('says that it does not support what the platform has: %j', (actions) => {
  expect(() => validateDefinition(definitionOf(actions), {})).toThrow(
    expect.objectContaining({ code: 'NotImplemented' }),
  );
});

test('lets an Until read its own actions, and later actions read inside a scope', () => {
  const until = { type: 'Until', expression: "@equals(outputs('Inner'), 1)", actions: { Inner: compose(1) } };
  const after = compose("@outputs('Inner')", { Loop: ['Succeeded'] });
  expect(() => validateDefinition(definitionOf({ Loop: until, After: after }), {})).not.toThrow();
});

test.each<[object, ParameterValues, string]>([
  [{ type: 'String' }, {}, "The value for the template parameter 'p' is not provided"],
  [
    { type: 'Bool' },
    { p: { value: 'true' } },
    "Expected a value of type 'Bool', but received a value of type 'String'",
  ],
  [{ type: 'Int', defaultValue: 1.5 }, {}, "received a value of type 'Float'"],
  [{ type: 'String', allowedValues: ['All', 'One'] }, { p: { value: 'all' } }, "allowed value(s): 'All,One'"],
  [
    { type: 'String', defaultValue: 'x' },
    { q: { value: 'x' } },
    "The template parameters 'q' in the parameters file are not valid",
  ],
  [{ type: 'Text', defaultValue: 'x' }, {}, "The type 'Text' of the template parameter 'p' is not valid"],
])('refuses the parameter %j with values %j', (declared, values, message) => {
  const definition = definitionOf({}, { p: declared as { type: string } });
  expect(() => validateDefinition(definition, values)).toThrow(message);
});

test('takes the default of a parameter whose value is left out', () => {
  const definition = definitionOf(
    { A: compose("@parameters('p')") },
    { p: { type: 'SecureString', defaultValue: 'x' } },
  );
  expect(() => validateDefinition(definition, { p: {} })).not.toThrow();
});

const officialFile = process.env['OFFICIAL_TEMPLATE_FILE'];
test.skipIf(!officialFile)('accepts the official template: 484 actions, 1,055 expressions', () => {
  const file = JSON.parse(readFileSync(officialFile!, 'utf8')) as {
    definition: WorkflowDefinition;
    parameters: object;
  };
  validateDefinition(file.definition, file.parameters as Record<string, { value?: unknown }>);
  expect(placeActions(file.definition.actions as Actions)).toHaveLength(484);
  expect(countExpressions(file.definition.actions)).toBe(1_055);
});
