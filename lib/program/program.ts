import { nextStep, STEPS } from '#lib/journey/steps.ts';
import type { OnboardingRecord, Onboardings, Runs } from '#lib/onboarding/record/ports.ts';
import type { ProgramRow, ProgramTable } from './contract.ts';

export type ProgramPorts = { onboardings: Onboardings; runs: Runs };
type Verdict = Awaited<ReturnType<Runs['lastVerdictsForOperator']>>[number];

/** Where every onboarding stands and since when: two queries, however many there are. */
export async function programTable({ onboardings, runs }: ProgramPorts): Promise<ProgramTable> {
  const [records, verdicts] = await Promise.all([onboardings.listForOperator(), runs.lastVerdictsForOperator()]);
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.onboardingId, verdict]));
  return { rows: records.map((record) => row(record, verdictOf.get(record.id))), readAt: new Date().toISOString() };
}

function row(record: OnboardingRecord, verdict: Verdict | undefined): ProgramRow {
  const { id: onboardingId, tenantId, tenantName, name, application, submission } = record;
  const done = new Set(STEPS.filter((step) => record.completed[step]));
  return {
    onboardingId,
    tenantId,
    tenantName,
    applicationName: application?.name ?? name,
    step: submission?.submittedAt ? 'submitted' : (nextStep(done) ?? 'submitted'),
    since: since(record).toISOString(),
    ...lastVerdict(verdict),
  };
}

function lastVerdict(verdict: Verdict | undefined): Pick<ProgramRow, 'lastVerdict' | 'lastVerdictAt' | 'lastProblem'> {
  if (verdict?.ready === undefined) return { lastVerdict: 'none' };
  const lastVerdictAt = verdict.endedAt?.toISOString();
  if (verdict.ready) return { lastVerdict: 'ready', lastVerdictAt };
  return { lastVerdict: 'not-ready', lastVerdictAt, lastProblem: verdict.problem ?? verdict.blocking[0] };
}

/** The last thing that moved it on: the submission, a completed step, or its start. */
function since({ submission, completed, createdAt }: OnboardingRecord): Date {
  const moments = [
    createdAt,
    ...Object.values(completed),
    ...(submission?.submittedAt ? [submission.submittedAt] : []),
  ];
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}
