import { hasOption } from '../definition/action.ts';
import { durationMs } from '../definition/durations.ts';
import { LIMITS } from '../definition/limits.ts';
import { typeName } from '../expressions/values.ts';
import { evaluateIn, type Execution, type Executor } from '../runtime/execution.ts';
import { Frame } from '../runtime/frame.ts';
import { ActionFailure, type ListOutcome, type Outcome } from '../runtime/outcome.ts';

const DEFAULT_COUNT = 60;
const DEFAULT_TIMEOUT = 'PT1H';

/**
 * Passes first, tests afterwards. A limit that is reached ends the loop without failing it, unless the option says so.
 * The timeout counts emulated time, in which a request takes no longer than it really did: a count limit keeps its meaning at every time scale.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#until-action
 */
export const until: Executor = async (execution) => {
  const { count, timeoutMs } = limitsOf(execution);
  const loop: Progress = { iterationCount: 0, elapsedMs: 0, isMet: false };
  const goesOn = () => !loop.isMet && loop.iterationCount < count && loop.elapsedMs < timeoutMs;
  while (goesOn() && !execution.run.stop.end) await pass(execution, loop);
  return ending(execution, loop);
};

type Progress = { iterationCount: number; elapsedMs: number; isMet: boolean; last?: ListOutcome };

async function pass(execution: Execution, loop: Progress): Promise<void> {
  const { action, name, frame, run } = execution;
  const inside = new Frame(frame, { loopName: name, index: loop.iterationCount });
  loop.last = await execution.runList(action.actions ?? {}, inside);
  loop.elapsedMs += loop.last.elapsedMs;
  loop.iterationCount += 1;
  inside.publishTo(frame);
  if (run.stop.end) return;
  const { iterationCount, elapsedMs } = loop;
  loop.isMet = isTrue(execution, inside, { iterationCount, elapsedMs });
}

function ending({ name, action, run }: Execution, { isMet, last, ...progress }: Progress) {
  const failsAtLimit = hasOption(action, 'FailWhenLimitsReached') && !run.stop.end;
  if (failsAtLimit && !isMet) throw limitReached(name, progress);
  const { status, code, error, children } = last ?? { status: 'Succeeded' as const, code: 'OK', children: [] };
  return { status, code, error, children, ...progress };
}

function limitsOf({ evaluate, action, name }: Execution): { count: number; timeoutMs: number } {
  const count = evaluate(action.limit?.count ?? DEFAULT_COUNT);
  const timeoutMs = durationMs(evaluate(action.limit?.timeout ?? DEFAULT_TIMEOUT));
  if (typeof count !== 'number' || count < 1 || count > LIMITS.untilIterations || timeoutMs === undefined) {
    throw new ActionFailure('InvalidTemplate', `The limits of the template action '${name}' are not valid.`);
  }
  return { count, timeoutMs };
}

function isTrue({ run, name, action }: Execution, frame: Frame, details: Partial<Outcome>): boolean {
  try {
    const value = evaluateIn({ run, name, frame }, action.expression);
    if (typeof value === 'boolean') return value;
    throw new ActionFailure(
      'InvalidTemplate',
      `The expression of the template action '${name}' has a value of type '${typeName(value)}'. It must be a boolean.`,
    );
  } catch (error) {
    if (error instanceof ActionFailure) throw new ActionFailure(error.code, error.message, details);
    throw error;
  }
}

function limitReached(name: string, details: Partial<Outcome>): ActionFailure {
  return new ActionFailure(
    'LimitsReached',
    `The template action '${name}' reached its limits before its expression was true.`,
    details,
  );
}
