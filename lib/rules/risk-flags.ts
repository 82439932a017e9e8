import { addDays } from 'date-fns';

/** Why a reviewer should look closely. */
export const RISK_FLAGS = [
  'template-unknown',
  'tests-narrowed',
  'differences',
  'evidence-expiring',
  'not-verified',
  'first-submission',
] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];

export const RISK_TITLES: Record<RiskFlag, string> = {
  'template-unknown': 'Unknown template',
  'tests-narrowed': 'Tests narrowed',
  differences: 'Reads differently now',
  'evidence-expiring': 'Evidence expiring',
  'not-verified': 'Not verified',
  'first-submission': 'First submission',
};

/** With so few days left the evidence is as good as gone by the time somebody has decided. */
export const EXPIRING_DAYS = 3;

export type RiskFacts = {
  /** Undefined when the definition that the run used is none that was known. */
  templateId: string | undefined;
  enabledTests: unknown;
  verdicts: readonly string[];
};

/** The flags of what was handed in; without a run, of what was only stated. */
export function risksOf(run: RiskFacts | undefined): RiskFlag[] {
  if (!run) return ['not-verified'];
  const isNarrowed = run.enabledTests !== 'All' || run.verdicts.includes('skipped');
  return inOrder({ 'template-unknown': run.templateId === undefined, 'tests-narrowed': isNarrowed });
}

type Reading = {
  checks: readonly { id: string; ok: boolean }[];
  differences: readonly string[];
  problem?: string | undefined;
};

/** The flags after the run was read again at its source: what only the handing in tells stays. */
export function risksAfterReading(before: readonly string[], { checks, differences, problem }: Reading): RiskFlag[] {
  const fails = (id: string) => checks.some((check) => check.id === id && !check.ok);
  const isStated = before.includes('not-verified');
  return inOrder({
    'template-unknown': before.includes('template-unknown') || fails('definition-known'),
    'tests-narrowed': before.includes('tests-narrowed') || fails('all-tests-enabled'),
    // Statements alone cannot be read again: that they cannot is no difference.
    differences: !isStated && (differences.length > 0 || problem !== undefined || checks.some(({ ok }) => !ok)),
    'not-verified': isStated,
    'first-submission': before.includes('first-submission'),
  });
}

/** Runs that ended before this moment prove nothing any more, or soon will not. */
export const expiringBefore = (now: Date, validityDays: number): Date => addDays(now, EXPIRING_DAYS - validityDays);

const inOrder = (raised: Partial<Record<RiskFlag, boolean>>): RiskFlag[] => RISK_FLAGS.filter((flag) => raised[flag]);
