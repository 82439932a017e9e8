import { type Mappings, mappingsOf } from './mappings.ts';
import { READINGS } from './needed-contents.ts';
import { failureCode, hasFailed, judgePhase, type PhaseVerdict } from './phase-verdict.ts';
import type { TestReading } from './reading.ts';
import { hasEnded, type RunSnapshot, valueAt } from './run-snapshot.ts';
import type { ProofResult } from './scim-proof.ts';
import { type CapabilityFlag, catalogueEntry, TEST_CATALOGUE, type TestId } from './test-catalogue.ts';
import { readTemplateResults, type TemplateResults } from './template-results.ts';

export type Verdict = 'passed' | 'failed' | 'skipped' | 'not-proven';

export type TestVerdict = {
  test: TestId;
  verdict: Verdict;
  phases: PhaseVerdict[];
  proven: ProofResult[];
  reason: string;
  /** A skipped test that does not stand in the way: its capability is declared absent and the mappings agree. */
  excused: boolean;
  /** The template's own text. */
  templateResult?: string;
};

export type Blocker = { test?: TestId; reason: string };
export type RunVerdict = {
  ready: boolean;
  blocking: Blocker[];
  tests: TestVerdict[];
  templateResults: TemplateResults;
};

/** Our verdict on a run, worked out from its actions; the template's own results stand beside it and decide nothing. */
export function judgeRun(run: RunSnapshot): RunVerdict {
  const reading = READINGS[run.template];
  const templateResults = readTemplateResults(run);
  const mappings = mappingsOf(valueAt(run.actions[reading.schema]?.outputs, 'body'));
  const tests = reading.tests
    .map((one) => judgeTest(one, { run, mappings }))
    .map((verdict) => ({ ...verdict, ...templateText(templateResults, verdict.test) }));
  const blocking = blockers(tests, { run, mappings });
  return { ready: blocking.length === 0, blocking, tests: inCatalogueOrder(tests), templateResults };
}

type Context = { run: RunSnapshot; mappings: Mappings | undefined };
type Judged = Omit<TestVerdict, 'templateResult'>;

function judgeTest(reading: TestReading, context: Context): Judged {
  const { run } = context;
  const skipped = skippedBecause(reading.test, context);
  if (skipped) return { test: reading.test, verdict: 'skipped', phases: [], proven: [], ...skipped };
  const broken = failedPreparation(run);
  if (broken) return { test: reading.test, verdict: 'failed', phases: [], proven: [], reason: broken, excused: false };
  const phases: PhaseVerdict[] = [];
  const proven: ProofResult[] = [];
  for (const phase of reading.phases) {
    const judged = judgePhase(phase, run, READINGS[run.template].schema);
    phases.push(judged.phase);
    proven.push(...judged.proven);
  }
  return { test: reading.test, phases, proven, excused: false, ...conclude(phases, run) };
}

/** Without the preparation no test can run; its failure is the reason of all of them. */
function failedPreparation(run: RunSnapshot): string | undefined {
  const step = READINGS[run.template].preparation.find((name) => hasFailed(run.actions[name]));
  return step && `${step} failed${failureCode(run.actions[step]!)}.`;
}

function conclude(phases: PhaseVerdict[], run: RunSnapshot): { verdict: Verdict; reason: string } {
  const failed = phases.find(({ status }) => status === 'failed');
  if (failed) return { verdict: 'failed', reason: failed.reason };
  const unproven = phases.find(({ status }) => status !== 'passed');
  if (!unproven) return { verdict: 'passed', reason: 'Application and provisioning log both show it.' };
  if (!hasEnded(run.status)) return { verdict: 'not-proven', reason: 'The run has not ended.' };
  return { verdict: 'not-proven', reason: unproven.reason };
}

const AREA_OF_SETTING: Record<string, 'users' | 'groups'> = { UserTests: 'users', GroupTests: 'groups' };

function skippedBecause(test: TestId, { run, mappings }: Context): { reason: string; excused: boolean } | undefined {
  const { area, gate } = catalogueEntry(test);
  const enabled = String(run.parameters['EnabledTests'] ?? 'All');
  if (enabled !== 'All' && enabled !== test && AREA_OF_SETTING[enabled] !== area) {
    return { reason: `The run was narrowed to ${enabled}.`, excused: false };
  }
  if (!gate || run.parameters[gate] !== false) return undefined;
  if (!mappings)
    return { reason: 'Declared as not supported; the mappings could not be read to confirm it.', excused: false };
  return MAPPED[gate](mappings)
    ? { reason: `Declared as not supported, yet the mappings contain ${WHAT[gate]}.`, excused: false }
    : { reason: `Not supported, and the mappings have no ${WHAT[gate]}.`, excused: true };
}

const MAPPED: Record<CapabilityFlag, (mappings: Mappings) => boolean> = {
  IsGroupSupported: ({ groups }) => groups,
  IsManagerAttributeSupported: ({ manager }) => manager,
  IsSoftDeleted: ({ softDelete }) => softDelete,
};
const WHAT: Record<CapabilityFlag, string> = {
  IsGroupSupported: 'groups',
  IsManagerAttributeSupported: 'a manager',
  IsSoftDeleted: 'the attribute active',
};

/** Ready: nothing failed or is unproven, every skip is excused, and at least one test passed. */
function blockers(tests: Judged[], { run, mappings }: Context): Blocker[] {
  if (mappings && mappings.groups && !mappings.users) {
    return [
      { reason: 'This application provisions groups only, which this template cannot validate: its tests need users.' },
    ];
  }
  const blocking: Blocker[] = hasEnded(run.status) ? [] : [{ reason: 'The run has not ended.' }];
  for (const { test, verdict, excused, reason } of tests) {
    if (verdict !== 'passed' && !(verdict === 'skipped' && excused)) blocking.push({ test, reason });
  }
  if (!tests.some(({ verdict }) => verdict === 'passed')) blocking.push({ reason: 'No test has passed.' });
  return blocking;
}

const templateText = (results: TemplateResults, test: TestId): { templateResult?: string } => {
  const text = results.byTest[test]?.text;
  return text === undefined ? {} : { templateResult: text };
};

function inCatalogueOrder(tests: TestVerdict[]): TestVerdict[] {
  return TEST_CATALOGUE.flatMap(({ id }) => tests.filter(({ test }) => test === id));
}
