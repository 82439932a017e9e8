import { expect, test } from 'vitest';
import { runActions } from '../testing/workflow.ts';

const list = '@json(\'[{"k":"a","n":1},{"k":"b","n":2}]\')';
const schema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, tags: { type: 'array', items: { type: ['string', 'null'] } } },
};

test('Query keeps the items for which its condition holds', async () => {
  const { outputs } = await runActions({
    Q: { type: 'Query', inputs: { from: list, where: "@greater(item()['n'], 1)" } },
  });
  expect(outputs('Q')).toEqual({ body: [{ k: 'b', n: 2 }] });
});

test('Query refuses a source that is no array and a condition that is no boolean', async () => {
  const query = (from: string, where: string) => ({ type: 'Query', inputs: { from, where } });
  const { row } = await runActions({ Null: query("@json('null')", '@true'), Text: query(list, "@item()['k']") });
  expect(row('Null').error?.message).toContain("'from' property value in the 'query' action inputs is of type 'Null'");
  expect(row('Text')).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
});

test.each([
  ["@item()['k']", ['a', 'b']],
  [{ name: "@{item()['k']}!" }, [{ name: 'a!' }, { name: 'b!' }]],
])('Select maps each item with %j', async (select, body) => {
  const { outputs } = await runActions({ S: { type: 'Select', inputs: { from: list, select } } });
  expect(outputs('S')).toEqual({ body });
});

test('Join writes the items with a separator', async () => {
  const { outputs } = await runActions({ J: { type: 'Join', inputs: { from: '@range(1, 3)', joinWith: ', ' } } });
  expect(outputs('J')).toEqual({ body: '1, 2, 3' });
});

test.each([
  [{ id: 'x', tags: ['a', null], more: 1 }, undefined],
  [{ tags: [] }, 'Required properties are missing from object: id.'],
  [{ id: 1 }, 'Invalid type. Expected String but got Integer.'],
  [{ id: 'x', tags: [1] }, 'Invalid type. Expected String, Null but got Integer.'],
])('ParseJson checks %j', async (content, problem) => {
  const { outputs, row } = await runActions({ P: { type: 'ParseJson', inputs: { content, schema } } });
  expect(row('P').code).toBe(problem ? 'SchemaValidationFailed' : 'OK');
  expect(outputs('P')).toMatchObject(problem ? { errors: [{ message: problem }] } : { body: content });
});

test('ParseJson reads text and refuses what is no JSON', async () => {
  const parse = (content: string) => ({ type: 'ParseJson', inputs: { content, schema: {} } });
  const { outputs, row } = await runActions({ Good: parse('[1]'), Bad: parse('{') });
  expect(outputs('Good')).toEqual({ body: [1] });
  expect(row('Bad').status).toBe('Failed');
});

test('Response shows what a caller would get', async () => {
  const inputs = { statusCode: 202, body: { at: "@workflow()['run']['name']" } };
  const { outputs, run } = await runActions({ R: { type: 'Response', inputs } });
  expect(outputs('R')).toEqual({ statusCode: 202, body: { at: run.id } });
});

test('the trigger and the parameters can be read', async () => {
  const { outputs } = await runActions(
    { C: { type: 'Compose', inputs: "@concat(triggerBody()['a'], parameters('p'), parameters('d'))" } },
    {
      triggerBody: { a: '1' },
      parameters: { p: { type: 'String' }, d: { type: 'String', defaultValue: '3' } },
      values: { p: { value: '2' } },
    },
  );
  expect(outputs('C')).toBe('123');
});
