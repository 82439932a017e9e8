import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DefinitionRefused, type ParameterValues, type WorkflowDefinition } from '../core/siblings.ts';
import { segment, type Arm, type ArmContext } from './context.ts';
import { ArmError, badRequest, conflict, notImplemented } from './errors.ts';
import { requireSubscription } from './guard.ts';
import { requireLocation } from './locations.ts';
import { keyOf, workflowId } from './paths.ts';
import { recurrenceOf, UNSUPPORTED_RECURRENCE } from './recurrence.ts';
import type { Workflow, WorkflowState } from './state.ts';
import { newVersionId } from './ticks.ts';
import { giveIdentity, takeIdentity } from './workflow-identity.ts';

const UNSUPPORTED = ['accessControl', 'integrationAccount', 'integrationServiceEnvironment'] as const;
const Definition = z.looseObject({}).transform((value) => value as unknown as WorkflowDefinition);
const Parameters = z
  .record(z.string(), z.looseObject({}))
  .nullish()
  .transform((value): ParameterValues => value ?? {});

export const WorkflowBody = z.object({
  location: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  identity: z.object({ type: z.string() }).nullish(),
  properties: z.object({
    state: z.enum(['Enabled', 'Disabled']).nullish(),
    definition: Definition.nullish(),
    parameters: Parameters,
    accessControl: z.unknown().optional(),
    integrationAccount: z.unknown().optional(),
    integrationServiceEnvironment: z.unknown().optional(),
  }),
});
export type WorkflowBody = z.infer<typeof WorkflowBody>;

/** Creates the workflow, or gives it a new version; refuses what the platform would refuse, and then changes nothing. */
export function putWorkflow(
  arm: Arm,
  c: ArmContext,
  body: WorkflowBody,
): { workflow: Workflow; before?: WorkflowState } {
  const existing = arm.state.workflows.get(workflowKey(c));
  const location = placed(body, existing);
  const definition = validated(arm, body.properties);
  const wantsIdentity = identityWanted(body, existing);
  const now = arm.core.clock.now();
  const changed = {
    location,
    tags: body.tags ?? {},
    state: body.properties.state ?? 'Enabled',
    versionId: newVersionId(now),
    changedAt: now.toISOString(),
  };
  const before = existing?.state;
  const workflow = existing
    ? arm.state.workflows.update(existing.id, changed)
    : arm.state.workflows.insert({ ...newWorkflow(arm, c, now), ...changed });
  arm.state.versions.insert({
    id: changed.versionId,
    workflowKey: workflow.id,
    definition,
    parameters: body.properties.parameters,
    state: changed.state,
    createdAt: changed.changedAt,
  });
  settleIdentity(arm, workflow, wantsIdentity);
  return { workflow, before };
}

/** The platform's own check, in its error shape. */
export function validated({ logicApps }: Arm, properties: WorkflowBody['properties']): WorkflowDefinition {
  const { definition, parameters } = properties;
  const unsupported = UNSUPPORTED.find((name) => properties[name]);
  if (unsupported) throw notImplemented(`properties.${unsupported}`);
  if (!definition) throw badRequest('InvalidWorkflowProperties', "The workflow's definition is required.");
  try {
    logicApps.validate(definition, parameters);
  } catch (error) {
    if (error instanceof DefinitionRefused) throw new ArmError({ status: 400, code: error.code }, error.message);
    throw error;
  }
  refuseUnsupportedRecurrence(definition);
  return definition;
}

function refuseUnsupportedRecurrence({ triggers }: WorkflowDefinition): void {
  for (const [name, trigger] of Object.entries(triggers)) {
    const recurrence = recurrenceOf(trigger);
    const unsupported = UNSUPPORTED_RECURRENCE.find((one) => recurrence?.[one]);
    if (unsupported) throw notImplemented(`recurrence.${unsupported} of trigger ${name}`);
  }
}

export function workflowKey(c: ArmContext): string {
  return keyOf(workflowId(segment(c, 'subscriptionId'), segment(c, 'resourceGroup'), segment(c, 'workflow')));
}

function newWorkflow(arm: Arm, c: ArmContext, now: Date) {
  const { id: subscriptionId, tenantId } = requireSubscription(arm, c);
  const name = segment(c, 'workflow');
  if (!/^[A-Za-z0-9-_().]{1,80}$/.test(name)) {
    throw badRequest('InvalidWorkflowName', `The workflow name '${name}' is not valid.`);
  }
  const armId = workflowId(subscriptionId, segment(c, 'resourceGroup'), name);
  return {
    id: keyOf(armId),
    armId,
    guid: randomUUID().replaceAll('-', ''),
    tenantId,
    subscriptionId,
    resourceGroup: segment(c, 'resourceGroup'),
    name,
    createdAt: now.toISOString(),
    accessKey: randomBytes(32).toString('base64url'),
    nextFireAt: {},
  };
}

function placed({ location }: WorkflowBody, existing: Workflow | undefined): string {
  if (!location) throw badRequest('LocationRequired', 'The location property is required for this definition.');
  const name = requireLocation(location, 'Microsoft.Logic/workflows');
  if (!existing || existing.location === name) return name;
  throw conflict(
    'InvalidResourceLocation',
    `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${existing.resourceGroup}'. A resource with the same name cannot be created in location '${name}'. Please select a new resource name.`,
  );
}

function identityWanted({ identity }: WorkflowBody, existing: Workflow | undefined): boolean {
  if (!identity) return existing?.identity !== undefined;
  if (identity.type === 'None') return false;
  if (identity.type === 'SystemAssigned') return true;
  throw notImplemented(`identity of type ${identity.type}`);
}

function settleIdentity(arm: Arm, workflow: Workflow, wanted: boolean): void {
  if (!wanted) takeIdentity(arm, workflow);
  arm.state.workflows.update(workflow.id, { identity: wanted ? giveIdentity(arm, workflow) : undefined });
}
