import { evaluateText, type ReadAttribute } from './expressions/evaluate.ts';
import { isBlank, textOf, truthOf, type Value } from './expressions/values.ts';
import { isReference, type AttributeMapping, type ObjectMapping } from './schema-shape.ts';
import type { FlatValue, FlatValues } from './target-path.ts';

type Flow = { mapping: ObjectMapping; types: Map<string, string>; read: ReadAttribute; isCreate: boolean };

/** Values that the mappings want in the target. Sources without a value are left out. */
export function desiredValues({ mapping, types, read, isCreate }: Flow): FlatValues {
  const values: FlatValues = {};
  for (const row of flowing(mapping, isCreate)) {
    const name = row.targetAttributeName;
    const value = mappedValue(row, read);
    const fallback = isCreate ? row.defaultValue : undefined;
    const chosen = isBlank(value) ? fallback : value;
    if (!isBlank(chosen)) values[name] = typed(chosen as Exclude<Value, null | undefined>, types.get(name));
  }
  return values;
}

/** Names of the attributes that an update may change. */
export function updatableNames(mapping: ObjectMapping): string[] {
  return flowing(mapping, false).map((row) => row.targetAttributeName);
}

function flowing(mapping: ObjectMapping, isCreate: boolean): AttributeMapping[] {
  return mapping.attributeMappings.filter((row) => !isReference(row) && (isCreate || row.flowType !== 'ObjectAddOnly'));
}

export function mappedValue({ source }: AttributeMapping, read: ReadAttribute): Value {
  if (source.type === 'Attribute') return read(source.name ?? (source.expression ?? '').replace(/^\[|\]$/g, ''));
  if (source.type === 'Constant') return (source.expression ?? source.name ?? '').replace(/^"(.*)"$/s, '$1');
  return evaluateText(source.expression ?? '', read);
}

function typed(value: Exclude<Value, null | undefined>, type: string | undefined): FlatValue {
  if (type === 'Boolean') return truthOf(value);
  if (type === 'Integer' && !Number.isNaN(Number(value))) return Number(value);
  if (Array.isArray(value)) return value;
  return typeof value === 'boolean' ? textOf(value) : typeof value === 'number' ? String(value) : value;
}

/** Attributes that find an existing object in the target, in the order they are tried. */
export function matchingValues(mapping: ObjectMapping, values: FlatValues): { name: string; value: string }[] {
  return mapping.attributeMappings
    .filter((row) => row.matchingPriority > 0)
    .toSorted((one, other) => one.matchingPriority - other.matchingPriority)
    .map((row) => ({ name: row.targetAttributeName, value: textOf(values[row.targetAttributeName]) }))
    .filter(({ value }) => value !== '');
}
