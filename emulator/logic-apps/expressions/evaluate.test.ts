import { expect, test } from 'vitest';
import { evaluateWith } from '../testing/evaluate-with.ts';

const outputs = {
  Get: { statusCode: 200, body: { value: [{ id: 'a' }], none: null, isOn: false, text: 'x' } },
  Text: { body: '<html/>' },
};

test('gives an expression its type and an interpolation always a string', () => {
  expect(evaluateWith("@body('Get')?['isOn']", { outputs })).toBe(false);
  expect(evaluateWith("@{body('Get')?['isOn']}", { outputs })).toBe('False');
  expect(evaluateWith('@{1}')).toBe('1');
});

test('interpolates null as nothing and objects as compact JSON', () => {
  expect(evaluateWith("[@{body('Get')?['none']}|@{body('Get')?['value']}]", { outputs })).toBe('[|[{"id":"a"}]]');
});

test('writes @@ as an at-sign, in keys and values, and leaves addresses alone', () => {
  expect(evaluateWith({ '@@odata.id': '@@x', mail: 'a@b.com', '@{concat(1,2)}': '@@{1} @{2}' })).toEqual({
    '@odata.id': '@x',
    mail: 'a@b.com',
    '12': '@{1} 2',
  });
});

test('reads doubled quotes, braces inside strings, dots, and function names in any case', () => {
  expect(evaluateWith("@CONCAT('it''s ', workflow().run.name)")).toBe("it's r1");
  expect(evaluateWith("@{json('{\"a\":{}}')?['a']}!")).toBe('{}!');
});

test('selects through null with a question mark and refuses without', () => {
  expect(evaluateWith("@body('Get')?['none']?['x']", { outputs })).toBeNull();
  expect(evaluateWith("@body('Missing')?['x']", { outputs })).toBeNull();
  expect(() => evaluateWith("@body('Get')['none']['x']", { outputs })).toThrow(
    "The template language expression 'body('Get')['none']['x']' cannot be evaluated because property 'x' cannot be selected. Property selection is not supported on values of type 'Null'.",
  );
});

test('names the available properties when one does not exist', () => {
  expect(() => evaluateWith("@body('Get')['nope']", { outputs })).toThrow(
    "property 'nope' doesn't exist, available properties are 'value, none, isOn, text'",
  );
  expect(evaluateWith("@body('Get')?['nope']", { outputs })).toBeNull();
});

test('refuses an index outside an array, and gives null with a question mark', () => {
  expect(() => evaluateWith("@body('Get')['value'][1]", { outputs })).toThrow(
    "array index '1' is outside bounds (0, 0) of array",
  );
  expect(evaluateWith("@body('Get')?['value']?[1]", { outputs })).toBeNull();
  expect(evaluateWith("@body('Get')?['value'][0].id", { outputs })).toBe('a');
});

test('refuses to select a property of a string even with a question mark', () => {
  expect(() => evaluateWith("@body('Text')?['value']", { outputs })).toThrow(
    "not supported on values of type 'String'",
  );
});

test('does not read inherited properties', () => {
  expect(evaluateWith("@json('{}')?['constructor']")).toBeNull();
  expect(evaluateWith("@contains(json('{}'), 'toString')")).toBe(false);
});

test('says which parameter or variable is missing', () => {
  expect(() => evaluateWith("@parameters('x')")).toThrow("The workflow parameter 'x' is not found");
  expect(() => evaluateWith("@variables('x')")).toThrow("the variable 'x' must be initialized");
  expect(evaluateWith("@variables('x')", { variables: { x: null } })).toBeNull();
});
