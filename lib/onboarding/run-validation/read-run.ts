import pLimit from 'p-limit';
import type { ActionFacts, RunFacts, RunReader, WorkflowFacts } from '#lib/onboarding/ports.ts';
import { neededContents, READINGS, stepsOf, testOfAction } from '#lib/rules/needed-contents.ts';
import { hasFailed } from '#lib/rules/phase-verdict.ts';
import { hasEnded, type ActionSnapshot, type RunSnapshot, type TemplateKind } from '#lib/rules/run-snapshot.ts';

const SIDE_BY_SIDE = 8;

/** https://learn.microsoft.com/rest/api/logic/workflow-runs/get#workflowstatus */
const GOES_ON = new Set(['NotSpecified', 'Waiting', 'Running', 'Paused', 'Suspended']);

export type RunAtSource = {
  run: RunFacts;
  snapshot: RunSnapshot;
  /** Of the version that the run used. */
  definition: Record<string, unknown>;
};
export type RunAddress = {
  resourceId: string;
  runName: string;
  /** How a run of this definition is read. */
  readingOf: (definition: Record<string, unknown>) => TemplateKind;
  /** Tests of a running run that have their result: their contents are not read again. */
  judged?: ReadonlySet<string>;
};

/**
 * Reads a run at its source: the status of its actions, and the inputs and outputs that the verdict needs, with those of
 * steps that failed. While it runs, contents are read only for tests that have ended. Undefined when Azure knows no such run.
 */
export async function readRun(
  reader: RunReader,
  { resourceId, runName, readingOf, judged }: RunAddress,
): Promise<RunAtSource | undefined> {
  const run = await reader.run(resourceId, runName);
  if (!run) return undefined;
  const [version, listed] = await Promise.all([
    reader.version(resourceId, run.versionId),
    reader.actions(resourceId, runName),
  ]);
  const definition = version?.definition ?? {};
  const template = readingOf(definition);
  const actions = Object.fromEntries(listed.map((action) => [action.name, statusOf(action)]));
  const status = (GOES_ON.has(run.status) ? 'Running' : run.status) as RunSnapshot['status'];
  const names = hasEnded(status) ? wanted(template, actions) : wantedSoFar(template, actions, judged);
  await addContents(reader, { resourceId, runName, names }, listed, actions);
  return {
    run,
    definition,
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

type Contents = { resourceId: string; runName: string; names: string[] };

async function addContents(
  reader: RunReader,
  at: Contents,
  listed: ActionFacts[],
  actions: Record<string, ActionSnapshot>,
): Promise<void> {
  const present = new Map(listed.map((action) => [action.name, action]));
  const limit = pLimit(SIDE_BY_SIDE);
  await Promise.all(
    at.names.map((name) =>
      limit(async () => {
        const facts = present.get(name);
        const snapshot = actions[name];
        if (facts && snapshot) Object.assign(snapshot, await lastContent(reader, at, facts));
      }),
    ),
  );
}

/** Contents of skipped actions do not exist; those of failed steps say why. */
function wanted(template: TemplateKind, actions: Record<string, ActionSnapshot>): string[] {
  const failed = stepsOf(template).filter((step) => hasFailed(actions[step]));
  const names = new Set([...neededContents(template).map(({ action }) => action), ...failed]);
  return [...names].filter((name) => actions[name] && actions[name].status !== 'Skipped');
}

/** Contents of the tests that have ended since the last look, with the mappings they are compared with. */
function wantedSoFar(
  template: TemplateKind,
  actions: Record<string, ActionSnapshot>,
  judged: ReadonlySet<string> = new Set(),
): string[] {
  const isOver = (test: string) => !['Running', 'Waiting', undefined].includes(actions[test]?.status);
  const over = READINGS[template].tests.map(({ test }) => test).filter((test) => isOver(test) && !judged.has(test));
  if (over.length === 0) return [];
  const testOf = testOfAction(template);
  const belongs = (name: string) =>
    name === READINGS[template].schema || over.some((test) => testOf.get(name) === test);
  return wanted(template, actions).filter(belongs);
}

/** Of an action inside a loop: its last repetition. */
async function lastContent(reader: RunReader, { resourceId, runName }: Contents, action: ActionFacts) {
  if (action.hasInputs || action.hasOutputs) return reader.content(resourceId, runName, action.name);
  const repetitions = await reader.repetitions(resourceId, runName, action.name);
  const last = repetitions.at(-1);
  return last === undefined ? {} : reader.content(resourceId, runName, action.name, last);
}
