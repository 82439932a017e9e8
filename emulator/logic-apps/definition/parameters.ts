import type { ParameterValues, WorkflowDefinition } from '../../core/siblings.ts';
import { areEqual, isObject, toText, typeName } from '../expressions/values.ts';
import { invalidTemplate } from './refuse.ts';

type Declared = NonNullable<WorkflowDefinition['parameters']>[string];

const IS_OF_TYPE: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  securestring: (value) => typeof value === 'string',
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isObject,
  secureobject: isObject,
};
const SEE = 'Please see https://aka.ms/logicappsparameters for usage details.';

/**
 * The value of every declared parameter: the given one, else the default.
 * Refuses unknown parameters, missing values, wrong types and values outside `allowedValues`.
 * https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-schema#parameters
 */
export function resolveParameters(definition: WorkflowDefinition, values: ParameterValues): Map<string, unknown> {
  const declared = definition.parameters ?? {};
  refuseUnknown(declared, values);
  return new Map(Object.entries(declared).map(([name, one]) => [name, resolve(name, one, values[name]?.value)]));
}

function refuseUnknown(declared: Record<string, Declared>, values: ParameterValues): void {
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length === 0) return;
  throw invalidTemplate(
    `The template parameters '${unknown.join(', ')}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${Object.keys(declared).join(', ')}'`,
  );
}

function resolve(name: string, declared: Declared, given: unknown): unknown {
  const isOfType = IS_OF_TYPE[String(declared.type).toLowerCase()];
  if (!isOfType) throw invalidTemplate(`The type '${declared.type}' of the template parameter '${name}' is not valid`);
  const value = given ?? declared.defaultValue;
  if (value === undefined)
    throw invalidTemplate(`The value for the template parameter '${name}' is not provided. ${SEE}`);
  if (!isOfType(value)) {
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' is not valid. Expected a value of type '${declared.type}', but received a value of type '${typeName(value)}'. ${SEE}`,
    );
  }
  if (declared.allowedValues && !declared.allowedValues.some((allowed) => areEqual(allowed, value))) {
    throw invalidTemplate(
      `The provided value for the template parameter '${name}' is not valid. The value is not part of the allowed value(s): '${declared.allowedValues.map(toText).join(',')}'. ${SEE}`,
    );
  }
  return value;
}
