import { AUTUMN_2026 } from './requirement-rules/autumn-2026.ts';
import { PILOT_2026 } from './requirement-rules/pilot-2026.ts';
import type { TestId } from './test-catalogue.ts';

export type RuleGroup = 'scim' | 'tenant' | 'publisher';
export type RuleLevel = 'required' | 'advised' | 'information';
/** How the portal answers a rule. */
export type AnsweredBy = 'probe' | 'run' | 'graph' | 'arm' | 'form' | 'attest' | 'show';

export type Rule = {
  id: string;
  group: RuleGroup;
  /** In our own words. */
  text: string;
  level: RuleLevel;
  /** The page it comes from, under learn.microsoft.com, or the guide. */
  source: string;
  answeredBy: AnsweredBy[];
  /** Tests of a validation run that bear on it. */
  tests: TestId[];
  /** Checks of the direct probe that bear on it; where `answeredBy` names the probe, all of them answer it. */
  checks: string[];
  /** The rule allows alternatives: one passed check meets it. */
  oneCheckIsEnough?: boolean;
};

/** Where published sources contradict each other, and how the set decides. */
export type Disagreement = { topic: string; says: readonly string[]; decision: string };

/** A submission pins the set that it started with. */
export type RuleSet = {
  id: string;
  date: string;
  title: string;
  rules: readonly Rule[];
  disagreements: readonly Disagreement[];
};

export const RULE_SETS: readonly RuleSet[] = [AUTUMN_2026, PILOT_2026];
export const CURRENT_RULE_SET = AUTUMN_2026;

export function ruleSet(id: string): RuleSet | undefined {
  return RULE_SETS.find((set) => set.id === id);
}
