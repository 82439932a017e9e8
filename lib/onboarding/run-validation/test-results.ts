import { diagnose, type Actor } from '#lib/rules/diagnosis.ts';
import { READINGS } from '#lib/rules/needed-contents.ts';
import { hasFailed, type PhaseVerdict } from '#lib/rules/phase-verdict.ts';
import type { PhaseReading } from '#lib/rules/reading.ts';
import { hasEnded, type ActionSnapshot, type RunSnapshot } from '#lib/rules/run-snapshot.ts';
import { scrub } from '#lib/rules/scrub.ts';
import { catalogueEntry, type TestId } from '#lib/rules/test-catalogue.ts';
import type { RunVerdict, TestVerdict } from '#lib/rules/verdict.ts';
import type { RunView, TestResult } from './contract.ts';

/** Every test as people see it: our verdict, phases, what was proven, and cause and fix. Free of secrets. */
export function testResults(run: RunSnapshot, verdict: RunVerdict): TestResult[] {
  return verdict.tests.map((test) => testResult(test, { run, verdict }));
}

/** How many tests stand where; what is not proven counts as failed. */
export function countsOf(tests: TestResult[]): RunView['counts'] {
  const count = (...verdicts: TestResult['verdict'][]) =>
    tests.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    passed: count('passed'),
    failed: count('failed', 'not-proven'),
    skipped: count('skipped'),
    waiting: count('waiting', 'running'),
  };
}

type Context = { run: RunSnapshot; verdict: RunVerdict };

function testResult(judged: TestVerdict, context: Context): TestResult {
  const { run, verdict } = context;
  const { title, area } = catalogueEntry(judged.test);
  const reading = phasesOf(run, judged.test);
  const phases = reading.map((phase) => phaseView(phase, judged.phases, run));
  const now = liveVerdict(judged, phases, run);
  const isBad = now === 'failed' || now === 'not-proven';
  const errorDetails = isBad
    ? (verdict.templateResults.byTest[judged.test]?.details ?? failedStep(run, reading))
    : undefined;
  return scrub({
    test: judged.test,
    title,
    area,
    verdict: now,
    reason: reasonOf(now, judged),
    templateResult: judged.templateResult,
    phases,
    proofs: proofsOf(judged, reading, run),
    diagnosis: isBad ? diagnosisOf(judged, { run, reading, errorDetails }) : undefined,
    errorDetails,
  });
}

const phasesOf = (run: RunSnapshot, test: TestId): PhaseReading[] =>
  READINGS[run.template].tests.find((one) => one.test === test)?.phases ?? [];

/** While a run goes on nothing is unproven for good: what has not failed is waiting or running. */
function liveVerdict(judged: TestVerdict, phases: TestResult['phases'], run: RunSnapshot): TestResult['verdict'] {
  if (hasEnded(run.status) || judged.verdict !== 'not-proven') return judged.verdict;
  return phases.some(({ status }) => status !== 'waiting') ? 'running' : 'waiting';
}

function reasonOf(now: TestResult['verdict'], judged: TestVerdict): string {
  if (now === 'waiting') return 'It has not started yet.';
  return now === 'running' ? 'It is running.' : judged.reason;
}

function phaseView(reading: PhaseReading, judged: PhaseVerdict[], run: RunSnapshot): TestResult['phases'][number] {
  const verdict = judged.find(({ name }) => name === reading.name);
  const actions = verdict?.actions.map(({ name }) => name) ?? reading.steps.filter((step) => run.actions[step]);
  return { name: reading.name, status: phaseStatus(run.actions[reading.scope], verdict, run), actions };
}

function phaseStatus(
  scope: ActionSnapshot | undefined,
  verdict: PhaseVerdict | undefined,
  run: RunSnapshot,
): PhaseState {
  if (verdict?.status === 'failed' || hasFailed(scope)) return 'failed';
  const [open, over] = OPEN_STATES[scope?.status ?? 'Waiting'] ?? ['succeeded', 'succeeded'];
  return hasEnded(run.status) ? over : open;
}

type PhaseState = TestResult['phases'][number]['status'];
/** By the status of the phase's container: while the run goes on, and once it is over. */
const OPEN_STATES: Record<string, [open: PhaseState, over: PhaseState]> = {
  Waiting: ['waiting', 'skipped'],
  Running: ['running', 'failed'],
  Skipped: ['skipped', 'skipped'],
};

/** Evidence that is missing speaks only once the run has ended. */
function proofsOf({ proven }: TestVerdict, reading: PhaseReading[], run: RunSnapshot): TestResult['proofs'] {
  const shown = proven.filter(({ ok }) => ok !== undefined || hasEnded(run.status));
  return shown.map(({ what, action, ok, evidence }) => ({
    what,
    phase: reading.find((phase) => mentions(phase, action))?.name ?? '',
    ok: ok === true,
    evidence,
  }));
}

function mentions({ proofs }: PhaseReading, action: string): boolean {
  return proofs.some((proof) =>
    proof.what === 'scim-state' ? proof.action === action : proof.actions.includes(action),
  );
}

function failedStep(run: RunSnapshot, reading: PhaseReading[]): unknown {
  const steps = [...READINGS[run.template].preparation, ...reading.flatMap((phase) => phase.steps)];
  const failed = steps.map((step) => run.actions[step]).find(hasFailed);
  return failed?.outputs ?? failed?.error;
}

type Said = { run: RunSnapshot; reading: PhaseReading[]; errorDetails: unknown };

function diagnosisOf(judged: TestVerdict, said: Said): TestResult['diagnosis'] {
  const [pattern] = diagnose(...whatWasSaid(judged, said));
  if (!pattern) return undefined;
  const { proves, checks } = catalogueEntry(judged.test);
  const against = judged.proven.find(({ ok }) => ok === false);
  return {
    id: pattern.id,
    expected: `${proves} That means: ${checks.join('; ')}.`,
    got: against?.evidence ?? judged.reason,
    why: pattern.cause,
    fix: pattern.fix,
    actor: pattern.who.map((who) => ACTORS[who]).join(' or '),
  };
}

function whatWasSaid(judged: TestVerdict, { run, reading, errorDetails }: Said): (string | undefined)[] {
  const steps = [...READINGS[run.template].preparation, ...reading.flatMap((phase) => phase.steps)];
  const failed = steps.filter((step) => hasFailed(run.actions[step]));
  return [
    judged.reason,
    judged.templateResult,
    ...judged.proven.filter(({ ok }) => ok !== true).map(({ evidence }) => evidence),
    ...failed.map(
      (step) => `${step} ${run.actions[step]?.code ?? ''} ${JSON.stringify(run.actions[step]?.error ?? '')}`,
    ),
    ...failed.map((step) => JSON.stringify(run.actions[step]?.outputs)),
    errorDetails === undefined ? undefined : JSON.stringify(errorDetails),
  ];
}

const ACTORS: Record<Actor, string> = {
  portal: 'You, in this portal',
  application: 'The developers of your application',
  'tenant-admin': 'An administrator of your tenant',
  microsoft: 'Microsoft',
};
