import type { WorkflowDefinition } from '../../core/siblings.ts';
import { isObject } from '../expressions/values.ts';
import { ACTION_RULES } from './action-rules.ts';
import { branchesOf, CONTAINERS, LOOPS, type Actions, type PlacedAction } from './action.ts';
import { DefinitionRefused } from '../../core/siblings.ts';
import { invalidAction, invalidTemplate, notImplemented } from './refuse.ts';

const ELSEWHERE = new Set([
  'ApiConnection',
  'ApiConnectionWebhook',
  'ApiManagement',
  'Function',
  'HttpWebhook',
  'Workflow',
  'JavaScriptCode',
  'CSharpScriptCode',
  'PowerShellCode',
  'Table',
  'Xslt',
  'XmlValidation',
  'XmlParse',
  'XmlCompose',
  'FlatFileEncoding',
  'FlatFileDecoding',
  'Liquid',
  'IntegrationAccountArtifactLookup',
  'SendToBatch',
  'ServiceProvider',
  'InvokeFunction',
  'Changeset',
  'SelectApiConnection',
  'Agent',
]);
const MEMBERS = new Set([
  'type',
  'kind',
  'inputs',
  'runAfter',
  'actions',
  'else',
  'cases',
  'default',
  'expression',
  'foreach',
  'limit',
  'runtimeConfiguration',
  'operationOptions',
  'description',
  'metadata',
  'trackedProperties',
  'correlation',
]);
const UNSUPPORTED_MEMBERS = ['trackedProperties', 'correlation'];
const RUNTIME_SETTINGS = ['concurrency', 'secureData'];
const OPTIONS = new Set(['', 'sequential', 'disableasyncpattern', 'failwhenlimitsreached', 'suppressworkflowheaders']);
const TRIGGERS = new Set(['Recurrence', 'Request']);

/** Refuses what is no workflow definition at all; afterwards its actions can be walked. */
export function checkShape(definition: WorkflowDefinition): void {
  if (!isObject(definition))
    throw new DefinitionRefused('InvalidRequestContent', 'The request content is not a workflow definition.');
  if (!/\/workflowdefinition\.json#?$/i.test(definition.$schema ?? '')) {
    throw invalidTemplate(`The template schema '${String(definition.$schema)}' is not supported`);
  }
  if (!isObject(definition.actions)) throw invalidTemplate("The template has no 'actions'");
  for (const [name, trigger] of Object.entries(definition.triggers ?? {})) checkTrigger(name, trigger.type);
  checkActionObjects(definition.actions as Actions);
}

/** Refuses unknown types and members, and containers in places they may not have. */
export function checkAction({ name, action, within }: PlacedAction): void {
  const rule = ACTION_RULES[action.type];
  if (!rule) throw unknownType(name, action.type);
  const unknown = Object.keys(action).filter((key) => !MEMBERS.has(key));
  if (unknown.length > 0) throw invalidAction(name, `it has the unknown member '${unknown.join(', ')}'`);
  checkSupported(name, action);
  if (!CONTAINERS.has(action.type) && branchesOf(action).length > 0) {
    throw invalidAction(name, `an action of type '${action.type}' cannot contain actions`);
  }
  const loop = within.find((one) => LOOPS.has(one.action.type));
  if (action.type === 'Terminate' && loop)
    throw invalidAction(name, `a Terminate action cannot be inside the loop '${loop.name}'`);
  rule(name, action);
}

function checkSupported(name: string, action: PlacedAction['action']): void {
  const members = UNSUPPORTED_MEMBERS.filter((key) => Object.hasOwn(action, key));
  const settings = Object.keys(action.runtimeConfiguration ?? {}).filter((key) => !RUNTIME_SETTINGS.includes(key));
  const options = (action.operationOptions ?? '')
    .split(',')
    .filter((option) => !OPTIONS.has(option.trim().toLowerCase()));
  const unsupported = [...members, ...settings, ...options];
  if (unsupported.length > 0) throw notImplemented(`'${unsupported.join(', ')}' of action '${name}'`);
}

function checkActionObjects(actions: Actions): void {
  for (const [name, action] of Object.entries(actions)) {
    if (!isObject(action) || typeof action.type !== 'string') throw invalidAction(name, "the 'type' is missing");
    if (action.runAfter !== undefined && !isObject(action.runAfter))
      throw invalidAction(name, "the 'runAfter' property is not an object");
    for (const branch of branchesOf(action)) {
      if (!isObject(branch)) throw invalidAction(name, "its 'actions' are not an object");
      checkActionObjects(branch);
    }
  }
}

function checkTrigger(name: string, type: string): void {
  if (typeof type !== 'string')
    throw invalidTemplate(`The template trigger '${name}' is not valid: the 'type' is missing`);
  if (!TRIGGERS.has(type)) throw notImplemented(`the type '${type}' of trigger '${name}'`);
}

function unknownType(name: string, type: string): DefinitionRefused {
  if (ELSEWHERE.has(type)) return notImplemented(`the type '${type}' of action '${name}'`);
  return invalidAction(name, `the type '${type}' is not one the platform knows`);
}
