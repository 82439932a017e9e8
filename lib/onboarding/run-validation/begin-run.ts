import type { StepContext } from '#lib/operations/ports.ts';
import type { GenerationDescriptor } from '#lib/templates/descriptor.ts';
import { waitUntil } from '../operations/wait-until.ts';
import type { LogicApps, RunFacts } from '../ports.ts';

type Ports = { logicApps: LogicApps; pollIntervalMs: number };
type Begin = {
  resourceId: string;
  trigger: GenerationDescriptor['trigger'];
  /** Runs that were there before this one: any other is this one's, or a lost attempt's. */
  earlier: ReadonlySet<string>;
  /** An earlier attempt may have started it: looks longer before it starts one. */
  isRepeat: boolean;
};
type Waits = Pick<StepContext, 'progress' | 'wait'>;

const REPEAT_LOOKS = 4;
/** How long a Recurrence may take to fire by itself after it is enabled. */
const FIRES_WITHIN_MS = 90_000;
const SHOWN_WITHIN_MS = 3 * 60_000;
const GOES_ON = new Set(['Running', 'Waiting']);

/**
 * Switches the workflow on and returns the one run that follows: the one a lost attempt started, the one the trigger starts
 * by itself, or else one that is triggered here. Should two have started all the same, the later one is cancelled.
 */
export async function beginRun(ports: Ports, context: Waits, begin: Begin): Promise<RunFacts> {
  const lost = await look(ports, context, begin, begin.isRepeat ? REPEAT_LOOKS : 1);
  if (lost) return withoutRivals(ports, begin, lost);
  await ports.logicApps.enable(begin.resourceId);
  const fired = begin.trigger.firesWhenEnabled ? await firedByItself(ports, context, begin) : undefined;
  return withoutRivals(ports, begin, fired ?? (await triggered(ports, context, begin)));
}

async function firedByItself(ports: Ports, context: Waits, begin: Begin): Promise<RunFacts | undefined> {
  const looks = Math.ceil(FIRES_WITHIN_MS / ports.pollIntervalMs);
  await context.progress('Waiting for the run that the trigger starts by itself');
  return look(ports, context, begin, looks);
}

async function triggered(ports: Ports, context: Waits, begin: Begin): Promise<RunFacts> {
  const { logicApps, pollIntervalMs } = ports;
  const runName = await logicApps.trigger(begin.resourceId, begin.trigger.name);
  return waitUntil(
    context,
    {
      intervalMs: pollIntervalMs,
      timeoutMs: SHOWN_WITHIN_MS,
      words: 'Azure does not show the run yet',
      tooLong: 'Azure does not show the run after three minutes. Go on later.',
    },
    () => (runName ? logicApps.run(begin.resourceId, runName) : oldestNew(ports, begin)),
  );
}

async function look(ports: Ports, context: Waits, begin: Begin, looks: number): Promise<RunFacts | undefined> {
  for (let made = 1; made <= looks; made += 1) {
    const found = await oldestNew(ports, begin);
    if (found || made === looks) return found;
    await context.wait(ports.pollIntervalMs);
  }
  return undefined;
}

async function newRuns({ logicApps }: Ports, { resourceId, earlier }: Begin): Promise<RunFacts[]> {
  const runs = await logicApps.runs(resourceId, 20);
  return runs
    .filter(({ runName }) => !earlier.has(runName))
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

const oldestNew = async (ports: Ports, begin: Begin): Promise<RunFacts | undefined> => (await newRuns(ports, begin))[0];

/** A trigger that fired late makes a second run, whose tests would get in the way of the first one's. */
async function withoutRivals(ports: Ports, begin: Begin, run: RunFacts): Promise<RunFacts> {
  const rivals = (await newRuns(ports, begin)).filter((one) => one.runName !== run.runName && GOES_ON.has(one.status));
  for (const { runName } of rivals) await ports.logicApps.cancelRun(begin.resourceId, runName);
  return run;
}
