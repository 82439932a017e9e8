import { expect, test } from 'vitest';
import { runActions } from '../testing/workflow.ts';

const init = (type: string, value?: unknown) => ({
  type: 'InitializeVariable',
  inputs: { variables: [{ name: 'v', type, ...(value === undefined ? {} : { value }) }] },
});
const change = (type: string, value: unknown) => ({
  type,
  inputs: { name: 'v', value },
  runAfter: { Init: ['Succeeded'] },
});

test.each([
  ['Object', '@{json(\'{"a":1}\')}', 'String'],
  ['String', '@1', 'Integer'],
  ['Integer', '@1.5', 'Float'],
  ['Boolean', 'true', 'String'],
  ['Array', "@json('null')", 'Null'],
])('a variable of type %s does not take %s', async (type, value, actual) => {
  const { row } = await runActions({ Init: init(type), Set: change('SetVariable', value) });
  expect(row('Set')).toMatchObject({
    status: 'Failed',
    error: {
      code: 'BadRequest',
      message: `The variable 'v' of type '${type}' cannot be initialized or updated with value of type '${actual}'. The variable 'v' only supports values of types '${type}'.`,
    },
  });
});

test.each([
  ['object', 'SetVariable', { a: '@add(1, 1)' }, { a: 2 }],
  ['float', 'SetVariable', 1, 1],
  ['string', 'AppendToStringVariable', 'x', 'x'],
  ['array', 'AppendToArrayVariable', { a: 1 }, [{ a: 1 }]],
])('a variable of type %s after %s', async (type, action, value, result) => {
  const { outputs } = await runActions({ Init: init(type), Set: change(action, value) });
  expect(outputs('Set')).toMatchObject({ body: { name: 'v', value: result } });
});

test('counting up and down', async () => {
  const down = { type: 'DecrementVariable', inputs: { name: 'v', value: 3 }, runAfter: { Up: ['Succeeded'] } };
  const { outputs } = await runActions({ Init: init('integer', 5), Up: change('IncrementVariable', 1), Down: down });
  expect(outputs('Down')).toMatchObject({ body: { value: 3 } });
});

test('a variable whose initialization was skipped cannot be read', async () => {
  const { row } = await runActions({
    Bad: { type: 'Compose', inputs: "@first(json('null'))" },
    Init: { ...init('string', 'x'), runAfter: { Bad: ['Succeeded'] } },
    Read: { type: 'Compose', inputs: "@variables('v')", runAfter: { Init: ['Skipped'] } },
  });
  expect(row('Read').error?.message).toContain("the variable 'v' must be initialized");
});
