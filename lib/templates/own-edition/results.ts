import type { Action, Actions } from '../workflow.ts';
import {
  and,
  at,
  body,
  call,
  coalesce,
  concat,
  EMPTY_LIST,
  equals,
  first,
  get,
  not,
  or,
  outputs,
  parameter,
  text,
  when,
} from './expressions.ts';
import type { Expression } from './expressions.ts';
import { RESULTS, SETUP, type TestName } from './names.ts';
import { hasPassed, type Phase, verdictOf } from './phase.ts';
import { after, ALWAYS, compose } from './steps.ts';

const ADVICE = 'https://learn.microsoft.com/entra/identity/app-provisioning/known-issues';

export type Test = {
  name: TestName;
  area: 'UserTests' | 'GroupTests';
  /** The parameter that declares the capability; always there when absent. */
  needs?: 'IsSoftDeleted' | 'IsGroupSupported' | 'IsManagerAttributeSupported';
  /** Stem of the test's keys in `Evaluate_Test_Results`. */
  stem: string;
  phases: Phase[];
};

/** Asked for by `EnabledTests`, and the application declares the capability. */
export function isEnabled({ name, area, needs }: Test): Expression {
  const asked = or(...['All', area, name].map((value) => equals(parameter('EnabledTests'), text(value))));
  return needs ? and(parameter(needs), asked) : asked;
}

/** Every phase passed; the last one runs only after all others did. */
const passed = (test: Test): Expression => hasPassed(test.phases.at(-1)!);

/** One entry per test in all circumstances, even when the preparation failed; made of objects, so that no text can break it. */
export function results(tests: Test[]): Actions {
  const enabled = Object.fromEntries(tests.map((test) => [`${test.stem}TestEnabled`, at(isEnabled(test))]));
  const outcomes = Object.fromEntries(tests.map((test) => [`${test.stem}TestResult`, at(outcome(test))]));
  const evaluate = compose({
    enabledTestsEvaluation: enabled,
    testResults: outcomes,
    overallLogicAppResult: at(overall(tests)),
  });
  return {
    [RESULTS.evaluate]: after(evaluate, [SETUP.failed, ...tests.map(({ name }) => name)], ALWAYS),
    [RESULTS.final]: after(compose(tests.map(entry)), [RESULTS.evaluate], ALWAYS),
  };
}

/** Ends the run with the result of the evaluation; a run without one has failed. */
export function terminate(cleanup: string): Actions {
  const status = coalesce(get(outputs(RESULTS.evaluate), 'overallLogicAppResult'), text('Failed'));
  const action: Action = { type: 'Terminate', inputs: { runStatus: at(status) } };
  return { [RESULTS.terminate]: after(action, [cleanup], ALWAYS) };
}

const outcome = (test: Test): Expression =>
  when(isEnabled(test), when(passed(test), text('PASSED'), text('FAILED')), text('SKIPPED'));

/** Nothing failed and something passed: an empty run proves nothing. */
function overall(tests: Test[]): Expression {
  const fine = tests.map((test) => or(not(isEnabled(test)), passed(test)));
  return when(and(or(...tests.map(passed)), ...fine), text('Succeeded'), text('Failed'));
}

function entry(test: Test): Record<string, string> {
  const choose = (skipped: Expression, success: Expression, failure: Expression) =>
    at(when(isEnabled(test), when(passed(test), success, failure), skipped));
  return {
    testName: test.name,
    testResult: choose(text('SKIPPED'), resultOf(test.phases.at(-1)!), failureOf(test)),
    provisioningErrorDetails: choose(text(''), 'null', evidenceOf(test)),
    recommendationUrl: choose(text(''), text(''), text(ADVICE)),
  };
}

const resultOf = (phase: Phase): Expression => get(outputs(verdictOf(phase)), 'result');

/** What the furthest phase says; a phase that should have been judged and was not is named itself. */
function failureOf({ phases }: Test): Expression {
  const said = phases.map((phase, index) => {
    const next = phases[index + 1];
    return next ? when(hasPassed(phase), text(`Failed Action: ${verdictOf(next)}`), resultOf(phase)) : resultOf(phase);
  });
  const setupFailure = get(first(coalesce(body(SETUP.failed), EMPTY_LIST)), 'name');
  return coalesce(...said.reverse(), concat(text('Failed Action: '), coalesce(setupFailure, text('Unknown_Action'))));
}

function evidenceOf({ phases }: Test): Expression {
  const setupOutputs = get(first(coalesce(body(SETUP.failed), EMPTY_LIST)), 'outputs');
  const evidence = phases.map((phase) => get(outputs(verdictOf(phase)), 'evidence'));
  return coalesce(...evidence.reverse(), setupOutputs, call('json', text('{}')));
}
