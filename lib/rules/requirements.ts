import { PUBLISHER_RULES, SCIM_RULES, TENANT_RULES } from './requirement-rules.ts';

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
};

/** A submission pins the set that it started with. */
export type RuleSet = { id: string; date: string; title: string; rules: readonly Rule[] };

const RULES = [...SCIM_RULES, ...TENANT_RULES, ...PUBLISHER_RULES];

/** What the gallery asks today. */
const GALLERY: RuleSet = {
  id: 'gallery-2026-11',
  date: '2026-11-01',
  title: 'App gallery requirements, November 2026',
  rules: RULES,
};

/** The provisioning pilot demanded two things that are advice now or no longer named. */
const PILOT: RuleSet = {
  id: 'pilot-2026-08',
  date: '2026-08-01',
  title: 'Provisioning pilot, August 2026',
  rules: withLevels({ 'scim.multiMemberPatch': 'required', 'scim.noSpecialNeeds': 'required' }),
};

export const RULE_SETS: readonly RuleSet[] = [GALLERY, PILOT];
export const CURRENT_RULE_SET = GALLERY;

export function ruleSet(id: string): RuleSet | undefined {
  return RULE_SETS.find((set) => set.id === id);
}

function withLevels(levels: Record<string, RuleLevel>): Rule[] {
  return RULES.map((rule) => ({ ...rule, level: levels[rule.id] ?? rule.level }));
}
