import { isObject, typeName } from '../expressions/values.ts';
import type { PlacedAction } from './action.ts';
import { LIMITS, refuseAbove } from './limits.ts';
import { invalidAction } from './refuse.ts';

export type VariableType = 'String' | 'Integer' | 'Float' | 'Boolean' | 'Array' | 'Object';
export type VariableDeclaration = { name: string; type: string; value?: unknown };

const TYPES: VariableType[] = ['String', 'Integer', 'Float', 'Boolean', 'Array', 'Object'];
const CHANGED_BY: Record<string, VariableType[]> = {
  SetVariable: TYPES,
  IncrementVariable: ['Integer', 'Float'],
  DecrementVariable: ['Integer', 'Float'],
  AppendToArrayVariable: ['Array'],
  AppendToStringVariable: ['String'],
};

/** The declared spelling of a type; types are written in any case. */
export function variableType(written: unknown): VariableType | undefined {
  return TYPES.find((type) => type.toLowerCase() === String(written).toLowerCase());
}

/** Null is taken for a variable that can be without a value; the platform's documentation is silent on it. */
export function fitsVariable(type: VariableType, value: unknown): boolean {
  const actual = typeName(value);
  if (actual === 'Null') return type === 'String' || type === 'Object';
  return actual === type || (type === 'Float' && actual === 'Integer');
}

/** Every variable with its type. Refuses nested or repeated declarations, unknown types, and changes that a type cannot take. */
export function checkVariables(placed: PlacedAction[]): Map<string, VariableType> {
  const declared = new Map<string, VariableType>();
  for (const { name, action, within } of placed) {
    if (action.type !== 'InitializeVariable') continue;
    if (within.length > 0) {
      throw invalidAction(
        name,
        `an action of type 'InitializeVariable' must be at the top level, not inside '${within.at(-1)?.name}'`,
      );
    }
    for (const one of declarationsOf(action.inputs)) declare(name, one, declared);
  }
  refuseAbove('variables', declared.size, LIMITS.variables);
  for (const { name, action } of placed) checkChange(name, action, declared);
  return declared;
}

export function declarationsOf(inputs: unknown): VariableDeclaration[] {
  const variables = isObject(inputs) ? inputs['variables'] : undefined;
  return Array.isArray(variables) ? (variables as VariableDeclaration[]) : [];
}

function declare(
  action: string,
  { name, type: written, value }: VariableDeclaration,
  declared: Map<string, VariableType>,
): void {
  const type = variableType(written);
  if (typeof name !== 'string' || name === '') throw invalidAction(action, 'a variable must have a name');
  if (!type)
    throw invalidAction(
      action,
      `the type '${String(written)}' of variable '${name}' is not one of '${TYPES.join(', ')}'`,
    );
  if (declared.has(name)) throw invalidAction(action, `the variable '${name}' is already initialized`);
  const isLiteral = typeof value !== 'string' || !value.includes('@');
  if (value !== undefined && isLiteral && !fitsVariable(type, value))
    throw invalidAction(action, wrongType(name, type, value));
  declared.set(name, type);
}

function checkChange(
  actionName: string,
  { type, inputs }: PlacedAction['action'],
  declared: Map<string, VariableType>,
): void {
  const takes = CHANGED_BY[type];
  if (!takes) return;
  const name = isObject(inputs) ? inputs['name'] : undefined;
  if (typeof name !== 'string') throw invalidAction(actionName, "the 'name' of the variable is missing");
  const variable = declared.get(name);
  if (!variable) throw invalidAction(actionName, `the variable '${name}' must be initialized before it can be used`);
  if (!takes.includes(variable)) {
    throw invalidAction(
      actionName,
      `an action of type '${type}' cannot change the variable '${name}' of type '${variable}'`,
    );
  }
}

export function wrongType(name: string, type: VariableType, value: unknown): string {
  return `The variable '${name}' of type '${type}' cannot be initialized or updated with value of type '${typeName(value)}'. The variable '${name}' only supports values of types '${type}'.`;
}
