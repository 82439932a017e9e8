import type { Action, Actions } from '../workflow.ts';
import {
  and,
  at,
  body,
  call,
  coalesce,
  concat,
  empty,
  equals,
  first,
  get,
  not,
  or,
  outputs,
  text,
  when,
} from './expressions.ts';
import type { Expression } from './expressions.ts';
import { actionName, type TestName } from './names.ts';
import { logged, logStatus, pollUntil } from './proof.ts';
import { after, ALWAYS, compose, onlyIf, query, scope, sequence } from './steps.ts';

export type Phase = {
  test: TestName;
  name: string;
  /** Prefix of the result text when this phase fails. */
  title: string;
  /** What is done, in order, before anything is read. */
  steps: [what: string, action: Action][];
  /** What the application is asked, again and again, by the name of the step. */
  scim: Record<string, Action>;
  /** What is worked out from each answer, in order. */
  derived?: Record<string, Action>;
  /** Holds once the application shows the expected state. */
  shown: Expression;
  /** The log entries that must report success, by the name of the step. */
  logs: Record<string, Action>;
  /** What an entry must say besides: the one of the phase before may be of the same second. */
  reported?: (read: string) => Expression;
  /** The result text of a success; plain `success` when absent. */
  success?: Expression;
};

/** The moment the phase was judged: changes of the next phase are logged later than this. */
export const judgedAt = (phase: Phase): Expression => get(outputs(verdictOf(phase)), 'at');
export const verdictOf = (phase: Phase): string => actionName(phase.test, phase.name, 'verdict');
export const hasPassed = (phase: Phase): Expression => equals(get(outputs(verdictOf(phase)), 'passed'), 'true');

/** All phases of a test, each after the one before it and only if that one passed. */
export function phases(all: Phase[]): Actions {
  const [head, ...others] = all;
  if (!head) return {};
  const gated = others.map((phase, index): [string, Action] => {
    const before = all[index]!;
    const beforeIt = index === 0 ? verdictOf(before) : gateOf(before);
    return [gateOf(phase), after(onlyIf(hasPassed(before), judged(phase)), [beforeIt], ALWAYS)];
  });
  return { ...judged(head), ...Object.fromEntries(gated) };
}

const gateOf = (phase: Phase): string => actionName(phase.test, phase.name, 'gate');

/** The phase, what failed in it, and its verdict. */
function judged(phase: Phase): Actions {
  const name = actionName(phase.test, phase.name);
  const failed = actionName(phase.test, phase.name, 'failed');
  const status = get('item()', 'status');
  const unfinished = query(
    call('result', text(name)),
    or(equals(status, text('Failed')), equals(status, text('TimedOut'))),
  );
  return {
    [name]: scope(sequence([...namedSteps(phase, phase.steps), poll(phase)])),
    [failed]: after(unfinished, [name], ALWAYS),
    [verdictOf(phase)]: after(compose(verdict(phase, failed)), [failed], ALWAYS),
  };
}

function poll(phase: Phase): [string, Action] {
  const named = (steps: Record<string, Action>) => Object.fromEntries(namedSteps(phase, Object.entries(steps)));
  const logs = named(phase.logs);
  const action = pollUntil({
    reads: { ...named(phase.scim), ...logs },
    derived: named(phase.derived ?? {}),
    logs: Object.keys(logs),
    proven: and(phase.shown, ...Object.keys(logs).map((read) => reported(phase, read))),
    waitName: actionName(phase.test, phase.name, 'wait'),
  });
  return [actionName(phase.test, phase.name, 'poll'), action];
}

const reported = (phase: Phase, read: string): Expression =>
  phase.reported ? and(logged(read), phase.reported(read)) : logged(read);

const namedSteps = (phase: Phase, steps: [what: string, action: Action][]): [string, Action][] =>
  steps.map(([what, step]) => [actionName(phase.test, phase.name, what), step]);

/** Passed only if no step failed, the application shows the state, and the log reports success. A loop that ran out proves nothing. */
function verdict(phase: Phase, failed: string): Record<string, unknown> {
  const logNames = Object.keys(phase.logs).map((what) => actionName(phase.test, phase.name, what));
  const scimNames = Object.keys(phase.scim).map((what) => actionName(phase.test, phase.name, what));
  const failure = first(body(failed));
  const say = (...parts: Expression[]) => concat(text(phase.title), ...parts);
  const logProblem = logNames.reduceRight(
    (rest, read) =>
      when(reported(phase, read), rest, say(text(`${read}: `), coalesce(logStatus(read), text('NO_LOGS_FOUND')))),
    phase.success ?? text('success'),
  );
  const scimProblem = when(phase.shown, logProblem, say(text(`${scimNames.join(' / ')}: STATE_NOT_SHOWN`)));
  const noFailure = empty(body(failed));
  return {
    passed: at(and(noFailure, phase.shown, ...logNames.map((read) => reported(phase, read)))),
    result: at(when(not(noFailure), say(text('Failed Action: '), get(failure, 'name')), scimProblem)),
    evidence: {
      failedAction: at(get(failure, 'name')),
      failedOutputs: at(get(failure, 'outputs')),
      scim: Object.fromEntries(scimNames.map((read) => [read, at(outputs(read))])),
      provisioningLogs: Object.fromEntries(logNames.map((read) => [read, at(outputs(read))])),
    },
    // Whole seconds: log entries may be no finer, and one of the same second is then not missed.
    at: `@utcNow('yyyy-MM-ddTHH:mm:ssZ')`,
  };
}
