import type { CapabilityFlag, TestId } from '#lib/rules/test-catalogue.ts';
import type { CheckId } from '../catalogue/catalogue.ts';

/** That a test of a template passes only where a check does. */
export type Reliance = {
  check: CheckId;
  /** What the test does that the check tries; a few words that follow "because". */
  because: string;
  /** A failure that the test does not notice, by what came. */
  harmless?: RegExp;
  /** A failure that only some test values bring about, by what came: those of a run may be others. */
  doubtful?: RegExp;
  /** What came breaks the test although the check itself did not fail. */
  fatal?: RegExp;
  /** About what is shown alone: the provisioning log knows nothing of it. */
  isShownOnly?: boolean;
  /** Counts only where an application declares the capability so. */
  when?: { flag: CapabilityFlag; is: boolean };
  /** Left aside where it was not tried: it does not concern every application. */
  ifTried?: boolean;
};

export type TestReliances = {
  test: string;
  title: string;
  /** Skipped where the application declares that it has none of this. */
  gate?: CapabilityFlag;
  relies: readonly Reliance[];
  /** What no probe of the endpoint can tell, if it decides. */
  beyond?: string;
};

export const FORETOLD = ['pass', 'fail', 'unknown', 'skipped'] as const;
export const PREDICTED_TEMPLATES = ['own-consumption', 'official-consumption', 'standard'] as const;
export type PredictedTemplate = (typeof PREDICTED_TEMPLATES)[number];

export type TemplateReliances = {
  id: PredictedTemplate;
  title: string;
  /** Not held against a run: this template cannot be run here. */
  isForecast: boolean;
  /** For every test. */
  everywhere: readonly Reliance[];
  tests: readonly TestReliances[];
  /** Judges a test by the provisioning log alone, except these: what is accepted and not kept passes. */
  believesLogs?: { except: readonly TestId[] };
};

export const rely = (check: CheckId, because: string, more: Omit<Reliance, 'check' | 'because'> = {}): Reliance => ({
  check,
  because,
  ...more,
});
