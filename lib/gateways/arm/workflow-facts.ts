import type { Workflow, WorkflowRun, WorkflowRunAction } from '@azure/arm-logic';
import type { ActionFacts, RunFacts, WorkflowFacts } from '#lib/onboarding/ports.ts';
import { needed } from './arm-failure.ts';

export function workflowFacts(workflow: Workflow, resourceId: string): WorkflowFacts {
  const states = { Enabled: 'enabled', Disabled: 'disabled' } as const;
  return {
    resourceId: workflow.id ?? resourceId,
    location: workflow.location ?? '',
    state: states[needed(workflow.state, 'properties.state') as keyof typeof states] ?? 'other',
    versionId: needed(workflow.version, 'properties.version'),
    identityPrincipalId: workflow.identity?.principalId,
    tags: workflow.tags ?? {},
    definition: (workflow.definition ?? {}) as Record<string, unknown>,
    parameters: parameterValues(workflow.parameters),
  };
}

export function parameterValues(parameters: Workflow['parameters']): Record<string, { value?: unknown }> {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, { value }]) => [name, { value: value as unknown }]),
  );
}

export function runFacts(run: WorkflowRun, resourceId: string): RunFacts {
  return {
    ...versionOf(run, resourceId),
    runName: needed(run.name, 'name'),
    status: needed(run.status, 'properties.status'),
    triggerName: run.trigger?.name,
    startedAt: (run.startTime ?? new Date(0)).toISOString(),
    endedAt: run.endTime?.toISOString(),
    error: errorOf(run.error),
  };
}

/** A run names its version by resource id: what comes before `/versions/` is the workflow it belongs to. */
function versionOf(run: WorkflowRun, resourceId: string): Pick<RunFacts, 'workflowResourceId' | 'versionId'> {
  const [, workflowResourceId, versionId] = /^(.*)\/versions\/([^/]+)$/i.exec(run.workflow?.id ?? '') ?? [];
  return {
    workflowResourceId: workflowResourceId ?? resourceId,
    versionId: versionId ?? run.workflow?.name ?? '',
  };
}

export function actionFacts(action: WorkflowRunAction, repetitions: number): ActionFacts {
  return {
    name: needed(action.name, 'name'),
    status: needed(action.status, 'properties.status'),
    code: action.code,
    startedAt: action.startTime?.toISOString(),
    endedAt: action.endTime?.toISOString(),
    error: errorOf(action.error),
    repetitions,
    hasInputs: Boolean(action.inputsLink),
    hasOutputs: Boolean(action.outputsLink),
  };
}

function errorOf(error: unknown): { code: string; message: string } | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: String(code ?? ''), message: String(message ?? '') };
}
