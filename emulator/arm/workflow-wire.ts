import type { ParameterValues, WorkflowDefinition } from '../core/siblings.ts';
import type { Arm } from './context.ts';
import type { Workflow, WorkflowVersion } from './state.ts';

const SECURE_TYPES = new Set(['securestring', 'secureobject']);

/** https://learn.microsoft.com/rest/api/logic/workflows/get */
export function wireWorkflow(arm: Arm, workflow: Workflow) {
  const { armId, name, location, tags, identity, createdAt, changedAt, state, versionId } = workflow;
  const version = requireVersion(arm, versionId);
  return {
    properties: {
      provisioningState: 'Succeeded',
      createdTime: createdAt,
      changedTime: changedAt,
      state,
      version: versionId,
      accessEndpoint: accessEndpoint(arm, workflow),
      definition: version.definition,
      parameters: withoutSecrets(version),
      endpointsConfiguration: endpoints(),
    },
    id: armId,
    name,
    type: 'Microsoft.Logic/workflows',
    location,
    tags,
    ...(identity ? { identity: { type: 'SystemAssigned', ...identity } } : {}),
  };
}

/** https://learn.microsoft.com/rest/api/logic/workflow-versions/get */
export function wireVersion(arm: Arm, workflow: Workflow, version: WorkflowVersion) {
  return {
    properties: {
      provisioningState: 'Succeeded',
      createdTime: workflow.createdAt,
      changedTime: version.createdAt,
      state: version.state,
      version: version.id,
      accessEndpoint: accessEndpoint(arm, workflow),
      definition: version.definition,
      parameters: withoutSecrets(version),
      endpointsConfiguration: endpoints(),
    },
    ...versionReference(workflow, version.id),
    location: workflow.location,
    tags: workflow.tags,
  };
}

export function versionReference({ armId }: Workflow, versionId: string) {
  return { id: `${armId}/versions/${versionId}`, name: versionId, type: 'Microsoft.Logic/workflows/versions' };
}

export function accessEndpoint({ core }: Pick<Arm, 'core'>, { guid }: Workflow): string {
  return `${core.addresses.arm}/workflows/${guid}`;
}

export function requireVersion({ state }: Pick<Arm, 'state'>, versionId: string): WorkflowVersion {
  const version = state.versions.get(versionId);
  if (!version) throw new Error(`The workflow's version ${versionId} is missing.`);
  return version;
}

/** A secure parameter shows that it has a value, never which. */
export function withoutSecrets({
  definition,
  parameters,
}: Pick<WorkflowVersion, 'definition' | 'parameters'>): ParameterValues {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, given]) => [name, isSecure(definition, name) ? {} : given]),
  );
}

function isSecure({ parameters = {} }: WorkflowDefinition, name: string): boolean {
  return SECURE_TYPES.has(String(parameters[name]?.type).toLowerCase());
}

function endpoints() {
  const loopback = [{ address: '127.0.0.1' }];
  return {
    workflow: { outgoingIpAddresses: loopback, accessEndpointIpAddresses: loopback },
    connector: { outgoingIpAddresses: loopback },
  };
}
