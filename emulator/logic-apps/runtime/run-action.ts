import { EXECUTORS } from '../actions/table.ts';
import { CONTAINERS, type Actions } from '../definition/action.ts';
import type { ActionView } from '../expressions/context.ts';
import { evaluateIn, type Execution } from './execution.ts';
import type { Frame } from './frame.ts';
import { ActionFailure, type ListOutcome, type Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import { runList, skipList } from './run-list.ts';

type Placed = { name: string; actions: Actions; frame: Frame };

/** Executes one action, keeps its row, and makes its result visible to later ones. Never rejects. */
export async function runAction(
  run: Run,
  { name, actions, frame }: Placed,
): Promise<{ view: ActionView; outcome: Outcome }> {
  const action = actions[name]!;
  const row = run.history.begin(name, action.type, frame);
  const execution: Execution = {
    run,
    name,
    action,
    frame,
    evaluate: (part, item) => evaluateIn({ run, name, frame }, part, item),
    runList: (inner, within) => runList(run, inner, within),
    skipList: (inner, within, because) => skipList(run, { actions: inner, frame: within, because }),
  };
  const outcome = await execute(execution);
  run.history.end(row, outcome, { inputs: run.secured.inputs.has(name), outputs: run.secured.outputs.has(name) });
  const view = viewOf(
    run,
    { name, startTime: row.startTime, endTime: row.endTime, trackingId: row.trackingId },
    outcome,
  );
  frame.record(view, CONTAINERS.has(action.type) ? (outcome.children ?? []) : undefined);
  return { view, outcome };
}

type ExecutedOutcome = Outcome & { children?: ListOutcome['children'] };

async function execute(execution: Execution): Promise<ExecutedOutcome> {
  const executor = EXECUTORS[execution.action.type];
  try {
    if (!executor)
      throw new ActionFailure(
        'NotImplemented',
        `The emulator does not run actions of type '${execution.action.type}'.`,
      );
    return await executor(execution);
  } catch (error) {
    if (execution.run.stop.end) return { status: 'Cancelled', code: 'ActionCancelled', elapsedMs: 0 };
    if (error instanceof ActionFailure) return failed(error);
    // A defect of the emulator must neither end the process nor pass for a success.
    return failed(new ActionFailure('InternalServerError', `The emulator failed: ${(error as Error).stack}`));
  }
}

function failed({ code, message, details }: ActionFailure): Outcome {
  return { status: 'Failed', code, error: { code, message }, elapsedMs: 0, ...details };
}

function viewOf(
  run: Run,
  times: Pick<ActionView, 'name' | 'startTime' | 'endTime' | 'trackingId'>,
  outcome: Outcome,
): ActionView {
  const { inputs, outputs, status, code, error } = outcome;
  return {
    name: times.name,
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    startTime: times.startTime,
    endTime: times.endTime,
    trackingId: times.trackingId,
    clientTrackingId: run.row.clientTrackingId,
    code,
    status,
    ...(error ? { error } : {}),
  };
}
