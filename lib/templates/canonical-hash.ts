import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/rules/canonical-json.ts';

type Json = unknown;
type JsonObject = Record<string, Json>;

/**
 * SHA-256 over what a definition *does*: left out is what a deployment sets (parameters' defaults, `$connections`), what Azure adds
 * (`evaluatedRecurrence`, `metadata`), and what means the same when absent (empty `runAfter` and `outputs`); keys are sorted.
 * Equal before and after a round trip through Azure Resource Manager, different as soon as one input or condition differs.
 */
export function canonicalHash(definition: unknown): string {
  return createHash('sha256').update(canonicalText(definition)).digest('hex');
}

/** The text that is hashed, for showing a difference. */
export function canonicalText(definition: unknown): string {
  return canonicalJson(canonicalDefinition(asObject(definition)));
}

function canonicalDefinition(definition: JsonObject): JsonObject {
  const { parameters, triggers, actions, outputs } = definition;
  return {
    ...without(definition, 'metadata', 'outputs'),
    parameters: mapValues(without(asObject(parameters), '$connections'), (parameter) =>
      without(asObject(parameter), 'defaultValue', 'metadata'),
    ),
    triggers: mapValues(asObject(triggers), (trigger) =>
      withoutEmpty(without(asObject(trigger), 'evaluatedRecurrence', 'metadata'), 'runAfter'),
    ),
    actions: canonicalActions(actions),
    ...(isEmpty(outputs) ? {} : { outputs }),
  };
}

function canonicalActions(actions: Json): JsonObject {
  return mapValues(asObject(actions), (action) => canonicalBranches(asObject(action)));
}

// `metadata` is dropped only where it is a property of an action: inside `inputs` it may be data that is sent.
function canonicalBranches(action: JsonObject): JsonObject {
  const kept = withoutEmpty(without(action, 'metadata'), 'runAfter');
  if (kept['actions']) kept['actions'] = canonicalActions(kept['actions']);
  for (const branch of ['else', 'default']) {
    if (kept[branch]) kept[branch] = canonicalBranches(asObject(kept[branch]));
  }
  if (kept['cases']) kept['cases'] = mapValues(asObject(kept['cases']), (one) => canonicalBranches(asObject(one)));
  return kept;
}

function asObject(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function without(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function withoutEmpty(object: JsonObject, key: string): JsonObject {
  return isEmpty(object[key]) ? without(object, key) : object;
}

function isEmpty(value: Json): boolean {
  return value === undefined || value === null || Object.keys(value).length === 0;
}
