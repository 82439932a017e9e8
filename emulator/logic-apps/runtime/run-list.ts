import { branchesOf, CONTAINERS, type Actions } from '../definition/action.ts';
import type { ActionView } from '../expressions/context.ts';
import { runAction } from './run-action.ts';
import type { SkipReason } from './execution.ts';
import type { Frame } from './frame.ts';
import { listStatus } from './list-status.ts';
import type { ListOutcome, Outcome } from './outcome.ts';
import type { Run } from './run.ts';

type Ended = { view: ActionView; status: Outcome['status']; endMs: number };

/** Runs a list of actions, each as soon as those it runs after have ended; actions without such wait for nobody. */
export async function runList(run: Run, actions: Actions, frame: Frame): Promise<ListOutcome> {
  const started = new Map<string, Promise<Ended>>();
  const start = (name: string): Promise<Ended> => {
    const running = started.get(name) ?? runWhenDue(name);
    started.set(name, running);
    return running;
  };
  const runWhenDue = async (name: string): Promise<Ended> => {
    const runAfter = Object.entries(actions[name]?.runAfter ?? {});
    const before = await Promise.all(runAfter.map(([other]) => start(other)));
    const beginMs = Math.max(0, ...before.map(({ endMs }) => endMs));
    const unmet = runAfter.find(([, statuses], index) => !includesStatus(statuses, before[index]?.status));
    if (!unmet && !run.stop.end) return execute(name, beginMs);
    const because = run.stop.end ? runHasEnded(name) : conditionUnmet(name, unmet, before);
    return { view: skipAction(run, { name, actions, frame, because }), status: 'Skipped', endMs: beginMs };
  };
  const execute = async (name: string, beginMs: number): Promise<Ended> => {
    const { view, outcome } = await runAction(run, { name, actions, frame });
    return { view, status: outcome.status, endMs: beginMs + outcome.elapsedMs };
  };
  const names = Object.keys(actions);
  const ended = new Map(await Promise.all(names.map(async (name) => [name, await start(name)] as const)));
  return {
    ...listStatus(actions, (name) => ended.get(name)?.status ?? 'Skipped'),
    elapsedMs: Math.max(0, ...[...ended.values()].map(({ endMs }) => endMs)),
    children: [...ended.values()].map(({ view }) => view),
  };
}

/** Marks actions, and everything inside them, as skipped. */
export function skipList(
  run: Run,
  { actions, frame, because }: { actions: Actions; frame: Frame; because: SkipReason },
): ActionView[] {
  return Object.keys(actions).map((name) => skipAction(run, { name, actions, frame, because }));
}

type Skipping = { name: string; actions: Actions; frame: Frame; because: SkipReason };

function skipAction(run: Run, { name, actions, frame, because }: Skipping): ActionView {
  const action = actions[name];
  const type = action?.type ?? '';
  const row = run.history.begin(name, type, frame);
  const outcome: Outcome = { status: 'Skipped', code: 'ActionSkipped', error: because, elapsedMs: 0 };
  run.history.end(row, outcome, { inputs: true, outputs: true });
  const children = action
    ? branchesOf(action).flatMap((inner) => skipList(run, { actions: inner, frame, because: insideSkipped(name) }))
    : [];
  const { status, code, error, startTime, endTime, trackingId } = row;
  const view: ActionView = {
    name,
    startTime,
    endTime,
    trackingId,
    clientTrackingId: run.row.clientTrackingId,
    code,
    status,
    error,
  };
  frame.record(view, CONTAINERS.has(type) ? children : undefined);
  return view;
}

function includesStatus(wanted: string[], status: string | undefined): boolean {
  return wanted.some((one) => one.toLowerCase() === status?.toLowerCase());
}

function conditionUnmet(name: string, unmet: [string, string[]] | undefined, before: Ended[]): SkipReason {
  const [other = '', wanted = []] = unmet ?? [];
  const actual = before.find(({ view }) => view.name === other)?.status;
  return {
    code: 'ActionConditionFailed',
    message: `The execution of template action '${name}' skipped: the 'runAfter' condition for action '${other}' is not satisfied. Expected status values '${wanted.join(', ')}' and actual value '${actual}'.`,
  };
}

function insideSkipped(container: string): SkipReason {
  return {
    code: 'ActionDependencySkipped',
    message: `The execution of the template action skipped: the containing action '${container}' was skipped.`,
  };
}

function runHasEnded(name: string): SkipReason {
  return {
    code: 'WorkflowRunEnded',
    message: `The execution of template action '${name}' skipped: the workflow run has ended.`,
  };
}
