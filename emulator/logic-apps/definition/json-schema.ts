import { areEqual, isObject, typeName, type JsonObject } from '../expressions/values.ts';

/** Draft-4 style validation as far as ParseJson is used with it. https://json-schema.org/draft-04/json-schema-validation */
export type SchemaError = { message: string; path: string; errorType: string };

const ANNOTATIONS = [
  '$schema',
  '$id',
  'id',
  'title',
  'description',
  'default',
  'examples',
  'format',
  'x-ms-visibility',
];
const CHECKED = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'additionalProperties',
  'minItems',
  'anyOf',
  'allOf',
  'oneOf',
];

export function unsupportedKeywords(schema: unknown): string[] {
  if (typeof schema === 'string' || !isObject(schema)) return [];
  const own = Object.keys(schema).filter((key) => ![...ANNOTATIONS, ...CHECKED].includes(key));
  const inner = [
    ...Object.values(isObject(schema['properties']) ? schema['properties'] : {}),
    schema['items'],
    schema['additionalProperties'],
    ...['anyOf', 'allOf', 'oneOf'].flatMap((key) => (schema[key] as unknown[] | undefined) ?? []),
  ];
  return [...own, ...inner.flatMap(unsupportedKeywords)];
}

export function schemaErrors(schema: unknown, value: unknown, path = ''): SchemaError[] {
  if (!isObject(schema)) return [];
  return [
    ...typeErrors(schema, value, path),
    ...(isObject(value) ? objectErrors(schema, value, path) : []),
    ...(Array.isArray(value) ? arrayErrors(schema, value, path) : []),
    ...combinationErrors(schema, value, path),
  ];
}

function typeErrors(schema: JsonObject, value: unknown, path: string): SchemaError[] {
  const allowed = [schema['type'] ?? []].flat() as string[];
  const actual = typeName(value).toLowerCase();
  const fits = allowed.some((type) => type === actual || (type === 'number' && ['integer', 'float'].includes(actual)));
  if (allowed.length > 0 && !fits) {
    const expected = allowed.map((type) => `${type.charAt(0).toUpperCase()}${type.slice(1)}`).join(', ');
    return [{ message: `Invalid type. Expected ${expected} but got ${typeName(value)}.`, path, errorType: 'type' }];
  }
  const listed = schema['enum'];
  if (Array.isArray(listed) && !listed.some((one) => areEqual(one, value))) {
    return [{ message: 'Value is not defined in enum.', path, errorType: 'enum' }];
  }
  return [];
}

function objectErrors(schema: JsonObject, value: JsonObject, path: string): SchemaError[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = (schema['required'] as string[] | undefined) ?? [];
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  const missing = required.filter((key) => !Object.hasOwn(value, key));
  const additional = schema['additionalProperties'];
  return [
    ...missing.map((key) => ({
      message: `Required properties are missing from object: ${key}.`,
      path,
      errorType: 'required',
    })),
    ...(additional === false ? others : []).map((key) => ({
      message: `Property '${key}' has not been defined and the schema does not allow additional properties.`,
      path: join(path, key),
      errorType: 'additionalProperties',
    })),
    ...others.flatMap((key) => schemaErrors(additional, value[key], join(path, key))),
    ...Object.entries(properties)
      .filter(([key]) => Object.hasOwn(value, key))
      .flatMap(([key, inner]) => schemaErrors(inner, value[key], join(path, key))),
  ];
}

function arrayErrors(schema: JsonObject, value: unknown[], path: string): SchemaError[] {
  const least = schema['minItems'];
  const tooFew = typeof least === 'number' && value.length < least;
  return [
    ...(tooFew
      ? [
          {
            message: `Array item count ${value.length} is less than minimum count of ${least}.`,
            path,
            errorType: 'minimumItems',
          },
        ]
      : []),
    ...value.flatMap((item, index) => schemaErrors(schema['items'], item, `${path}[${index}]`)),
  ];
}

function combinationErrors(schema: JsonObject, value: unknown, path: string): SchemaError[] {
  const passing = (key: string) =>
    ((schema[key] as unknown[] | undefined) ?? []).filter((inner) => schemaErrors(inner, value, path).length === 0)
      .length;
  const all = (schema['allOf'] as unknown[] | undefined) ?? [];
  const failsAny = Array.isArray(schema['anyOf']) && passing('anyOf') === 0;
  const failsOne = Array.isArray(schema['oneOf']) && passing('oneOf') !== 1;
  return [
    ...all.flatMap((inner) => schemaErrors(inner, value, path)),
    ...(failsAny ? [{ message: "JSON does not match any schemas from 'anyOf'.", path, errorType: 'anyOf' }] : []),
    ...(failsOne
      ? [{ message: "JSON is valid against no or several schemas from 'oneOf'.", path, errorType: 'oneOf' }]
      : []),
  ];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
