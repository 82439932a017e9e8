import pLimit from 'p-limit';
import type { ActionFacts, RunFacts, RunReader, WorkflowFacts } from '#lib/onboarding/ports.ts';
import { neededContents, stepsOf, type NeededContent } from '#lib/rules/needed-contents.ts';
import { hasFailed } from '#lib/rules/phase-verdict.ts';
import { hasEnded, type ActionSnapshot, type RunSnapshot, type TemplateKind } from '#lib/rules/run-snapshot.ts';

const SIDE_BY_SIDE = 8;

export type RunAtSource = {
  run: RunFacts;
  snapshot: RunSnapshot;
  /** Of the version that the run used. */
  definition: Record<string, unknown>;
};
export type RunAddress = { resourceId: string; runName: string; template: TemplateKind };

/**
 * Reads a run at its source. While it runs: the status of its actions. Once it has ended: also the inputs and outputs
 * that the verdict needs, and those of steps that failed. Undefined when Azure knows no such run.
 */
export async function readRun(
  reader: RunReader,
  { resourceId, runName, template }: RunAddress,
): Promise<RunAtSource | undefined> {
  const run = await reader.run(resourceId, runName);
  if (!run) return undefined;
  const [version, listed] = await Promise.all([
    reader.version(resourceId, run.versionId),
    reader.actions(resourceId, runName),
  ]);
  const actions = Object.fromEntries(listed.map((action) => [action.name, statusOf(action)]));
  const status = run.status as RunSnapshot['status'];
  if (hasEnded(status)) await addContents(reader, { resourceId, runName, template }, listed, actions);
  return {
    run,
    definition: version?.definition ?? {},
    snapshot: {
      runId: run.runName,
      template,
      status,
      startTime: run.startedAt,
      endTime: run.endedAt,
      parameters: version ? parametersInForce(version) : {},
      actions,
    },
  };
}

/** Values of the deployment over the defaults of the definition. Secure ones are not shown by Azure. */
export function parametersInForce({
  definition,
  parameters,
}: Pick<WorkflowFacts, 'definition' | 'parameters'>): Record<string, unknown> {
  const declared = (definition.parameters ?? {}) as Record<string, { type?: string; defaultValue?: unknown }>;
  const shown = Object.entries(declared).filter(([, { type }]) => !/^secure/i.test(type ?? ''));
  return Object.fromEntries(shown.map(([name, { defaultValue }]) => [name, parameters[name]?.value ?? defaultValue]));
}

function statusOf(action: ActionFacts): ActionSnapshot {
  return {
    status: action.status,
    code: action.code,
    startTime: action.startedAt,
    endTime: action.endedAt,
    error: action.error,
    repetitions: action.repetitions,
  };
}

async function addContents(
  reader: RunReader,
  at: RunAddress,
  listed: ActionFacts[],
  actions: Record<string, ActionSnapshot>,
): Promise<void> {
  const present = new Map(listed.map((action) => [action.name, action]));
  const limit = pLimit(SIDE_BY_SIDE);
  await Promise.all(
    wanted(at.template, actions).map(({ action }) =>
      limit(async () => {
        const facts = present.get(action);
        const snapshot = actions[action];
        if (facts && snapshot) Object.assign(snapshot, await lastContent(reader, at, facts));
      }),
    ),
  );
}

/** Contents of skipped actions do not exist; those of failed steps say why. */
function wanted(template: TemplateKind, actions: Record<string, ActionSnapshot>): Pick<NeededContent, 'action'>[] {
  const failed = stepsOf(template).filter((step) => hasFailed(actions[step]));
  const names = new Set([...neededContents(template).map(({ action }) => action), ...failed]);
  return [...names].filter((name) => actions[name] && actions[name].status !== 'Skipped').map((action) => ({ action }));
}

/** Of an action inside a loop: its last repetition. */
async function lastContent(reader: RunReader, { resourceId, runName }: RunAddress, action: ActionFacts) {
  if (action.hasInputs || action.hasOutputs) return reader.content(resourceId, runName, action.name);
  const repetitions = await reader.repetitions(resourceId, runName, action.name);
  const last = repetitions.at(-1);
  return last === undefined ? {} : reader.content(resourceId, runName, action.name, last);
}
