import { AppError } from '#lib/platform/errors.ts';
import { scrub } from '#lib/rules/scrub.ts';
import type { AccessPorts } from '../access.ts';
import type { ActionFacts, RunReader } from '../ports.ts';
import type { Runs } from '../record/ports.ts';
import type { ActionContent, RunAction } from './contract.ts';
import { openRun, type AskRun } from './read-validation.ts';
import { readingAs, type ReadingPorts } from './reading-as.ts';

type Ports = AccessPorts & ReadingPorts & { runs: Pick<Runs, 'get'> };
type Run = { resourceId: string; runName: string };

/** Every action of a run, read from Azure now. */
export async function readActions(ports: Ports, ask: AskRun): Promise<{ actions: RunAction[] }> {
  const { onboarding, ...run } = await startedRun(ports, ask);
  const actions = await readingAs(ports, onboarding, (reader) => reader.actions(run.resourceId, run.runName));
  return { actions: actions.map(actionView) };
}

/** Inputs and outputs of one action, or of one of its repetitions (the newest unless named). Secrets are taken out here. */
export async function readActionContent(
  ports: Ports,
  { action, repetition, ...ask }: AskRun & { action: string; repetition?: string },
): Promise<ActionContent> {
  const { onboarding, ...run } = await startedRun(ports, ask);
  return readingAs(ports, onboarding, async (reader) => {
    const repetitions = await repetitionsOf(reader, run, action);
    const chosen = repetition ?? repetitions.at(-1);
    if (chosen && !repetitions.includes(chosen)) throw new AppError('not-found', 'This action has no such repetition.');
    const { inputs, outputs } = await unlessMissing(
      reader.content(run.resourceId, run.runName, action, chosen),
      action,
    );
    return { name: action, repetition: chosen, repetitions, inputs: scrub(inputs), outputs: scrub(outputs) };
  });
}

async function startedRun(ports: Ports, ask: AskRun) {
  const { onboarding, run } = await openRun(ports, ask);
  const { resourceId, runName } = run;
  if (!runName) throw new AppError('conflict', 'Azure has not named this run yet.');
  return { onboarding, resourceId, runName };
}

function actionView({ error, ...action }: ActionFacts): RunAction {
  return scrub({ ...action, error: error && [error.code, error.message].filter(Boolean).join(': ') });
}

/** An action outside every loop has none; Azure answers that in more than one way. */
async function repetitionsOf(reader: RunReader, { resourceId, runName }: Run, action: string): Promise<string[]> {
  try {
    return await reader.repetitions(resourceId, runName, action);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream-not-found') return [];
    throw error;
  }
}

async function unlessMissing<Content>(content: Promise<Content>, action: string): Promise<Content> {
  try {
    return await content;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'upstream-not-found') throw error;
    throw new AppError('not-found', `The run has no contents of ${action}.`, {}, { cause: error });
  }
}
