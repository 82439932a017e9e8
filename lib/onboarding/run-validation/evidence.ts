import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { GenerationDescriptor } from '#lib/templates/descriptor.ts';
import { recognise } from '#lib/templates/known-templates.ts';
import { mappingsOf } from '#lib/rules/mappings.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { mappingTable, type MappingRow } from '#lib/rules/run-details.ts';
import { checkRun, isAccepted, type AcceptanceCheck } from '#lib/rules/run-acceptance.ts';
import { hasEnded, valueAt, type RunSnapshot } from '#lib/rules/run-snapshot.ts';
import { scrub } from '#lib/rules/scrub.ts';
import { judgeRun, type RunVerdict } from '#lib/rules/verdict.ts';
import type { RunFacts, RunReader } from '../ports.ts';
import type { OnboardingRecord, RunChanges, RunRecord } from '../record/ports.ts';
import { descriptorOf } from '../deploy-logic-app/templates.ts';
import type { RunStatus, RunView, TestResult } from './contract.ts';
import { readRun, type RunAtSource } from './read-run.ts';
import { testResults } from './test-results.ts';

/** A run as it reads at its source now, judged by our rules. */
export type Evidence = {
  run: RunFacts;
  status: RunStatus;
  isOver: boolean;
  verdict: RunVerdict;
  tests: TestResult[];
  /** What was read, contents and all: not to be kept before it is scrubbed. */
  snapshot: RunSnapshot;
  /** Of the version that the run used. */
  definitionHash: string;
  template?: GenerationDescriptor;
  /** In force in the run; free of secrets. */
  parameters: Record<string, unknown>;
  /** As the run itself read them. */
  mappings: MappingRow[];
  acceptance: AcceptanceCheck[];
};

type Wanted = {
  onboarding: OnboardingRecord;
  run: RunRecord & { runName: string };
  /** Domains that a signed-in person read from the directory; without one, that of the run's start, which was checked then. */
  verifiedDomains?: string[];
};

/** Reads a run at its source and judges it. Undefined when Azure knows no such run. */
export async function readEvidence(reader: RunReader, wanted: Wanted): Promise<Evidence | undefined> {
  const { resourceId, runName, template, tests } = wanted.run;
  // Whatever the Logic App was deployed with: what counts is what this run was made of.
  const readingOf = (definition: unknown) => (recognise(definition) ?? descriptorOf(template)).reading;
  const judged = new Set(
    tests.filter(({ verdict }) => verdict === 'passed' || verdict === 'failed').map(({ test }) => test),
  );
  const read = await readRun(reader, { resourceId, runName, readingOf, judged });
  return read && evidenceOf(read, wanted);
}

/** The checks for a run that Azure does not know: none of them holds. */
export function missingRunChecks({ onboarding, run, verifiedDomains }: Wanted): AcceptanceCheck[] {
  const nothing = {
    run: undefined,
    template: undefined,
    definitionHash: undefined,
    mappings: undefined,
    verdict: undefined,
  };
  return checkRun({ ...nothing, parameters: {}, onboarding: expected(onboarding, run, verifiedDomains) });
}

function evidenceOf({ run, snapshot, definition }: RunAtSource, wanted: Wanted): Evidence {
  const verdict = judgeRun(snapshot);
  const definitionHash = canonicalHash(definition);
  const template = recognise(definition);
  const { parameters, status } = snapshot;
  const schema = valueAt(snapshot.actions[READINGS[snapshot.template].schema]?.outputs, 'body');
  const isOver = hasEnded(status);
  const tests = testResults(snapshot, verdict);
  return {
    run,
    status: isOver ? (ENDED[status] ?? 'failed') : 'running',
    isOver,
    verdict,
    tests: isOver ? tests : keepingResults(tests, wanted.run.tests),
    snapshot,
    definitionHash,
    template,
    parameters: scrub(parameters),
    mappings: scrub(mappingTable(schema)),
    acceptance: checkRun({
      run: { id: run.runName, workflowId: run.workflowResourceId, status },
      template,
      definitionHash,
      parameters,
      mappings: mappingsOf(schema),
      verdict,
      onboarding: expected(wanted.onboarding, wanted.run, wanted.verifiedDomains),
    }),
  };
}

const ENDED: Partial<Record<string, RunStatus>> = {
  Succeeded: 'succeeded',
  Cancelled: 'cancelled',
  TimedOut: 'timed-out',
};

/** Contents are read once for each test: its result stays until the whole run is judged. */
function keepingResults(now: TestResult[], before: TestResult[]): TestResult[] {
  const judged = new Map(
    before.filter(({ verdict }) => verdict === 'passed' || verdict === 'failed').map((one) => [one.test, one]),
  );
  return now.map((one) => (one.verdict === 'failed' ? one : (judged.get(one.test) ?? one)));
}

/** What a run of this onboarding has to be about. */
export function expected(
  onboarding: OnboardingRecord,
  run: Pick<RunRecord, 'parameters'>,
  verifiedDomains: string[] | undefined,
) {
  return {
    subscriptionId: onboarding.logicApp?.subscriptionId ?? '',
    workflowId: onboarding.logicApp?.resourceId ?? '',
    servicePrincipalId: onboarding.application?.servicePrincipalId ?? '',
    scimEndpoint: onboarding.scimEndpoint ?? '',
    verifiedDomains: verifiedDomains ?? [run.parameters.testUserDomain].filter((domain) => typeof domain === 'string'),
  };
}

const SOURCES = { 'results-list': 'result-action', evaluation: 'fallback', none: 'none' } as const satisfies Record<
  RunVerdict['templateResults']['source'],
  NonNullable<RunView['resultSource']>
>;

/** What is kept of a reading: the live state, and once the run has ended the verdict and the checks. */
export function changesOf(evidence: Evidence, now: Date): RunChanges {
  const { run, status, tests, isOver, verdict, definitionHash, mappings, acceptance } = evidence;
  const live: RunChanges = { status, tests, readAt: now, versionId: run.versionId, definitionHash, problem: null };
  if (!isOver) return live;
  return {
    ...live,
    endedAt: run.endedAt ? new Date(run.endedAt) : now,
    ready: verdict.ready,
    blocking: verdict.blocking.map(({ test, reason }) => (test ? `${test}: ${reason}` : reason)),
    templateOverall: verdict.templateResults.overall,
    resultSource: SOURCES[verdict.templateResults.source],
    mappings,
    acceptance,
    // Whoever asks for verified runs means those whose every check holds.
    verifiedAt: isAccepted(acceptance) ? now : null,
  };
}
