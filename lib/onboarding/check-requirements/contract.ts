import { z } from 'zod';
import { Credential, ScimEndpointUrl } from '#lib/onboarding/record/contract.ts';

export const RuleLevel = z.enum(['required', 'advised', 'information']);
/** A small table: what was seen in detail. */
export const FactTable = z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) });
export type FactTable = z.infer<typeof FactTable>;

/** One rule of the pinned rule set with its answer. */
export const RuleAnswer = z.object({
  rule: z.string(),
  group: z.enum(['scim-endpoint', 'authentication', 'tenant', 'azure', 'publisher']),
  title: z.string(),
  level: RuleLevel,
  source: z.object({ name: z.string(), url: z.string().optional() }),
  state: z.enum(['met', 'not-met', 'unknown', 'later', 'information']),
  /** What was seen, in one sentence. */
  evidence: z.string().optional(),
  table: FactTable.optional(),
  /** What to do, and who can do it. */
  fix: z.string().optional(),
  actor: z.enum(['you', 'isv-developer', 'azure-admin', 'directory-admin', 'microsoft']).optional(),
  checkedAt: z.iso.datetime().optional(),
  /** `later`: which step answers it. */
  answeredIn: z.string().optional(),
  /** Checks of the probe and tests of a run that bear on it. */
  checks: z.array(z.string()),
  tests: z.array(z.string()),
  /** The newest probe gave this answer: only another probe renews it. */
  isFromProbe: z.boolean().optional(),
});
export type RuleAnswer = z.infer<typeof RuleAnswer>;

const NamedRule = z.object({ rule: z.string(), text: z.string(), level: RuleLevel });
export const RuleSetChanges = z.object({
  added: z.array(NamedRule),
  removed: z.array(NamedRule),
  levels: z.array(z.object({ rule: z.string(), text: z.string(), from: RuleLevel, to: RuleLevel })),
  words: z.array(z.object({ rule: z.string(), from: z.string(), to: z.string() })),
});

/** Yes or no to each question about the kind of application. */
export const PathInput = z.object({ isHrSource: z.boolean(), isOnPremises: z.boolean(), speaksScim: z.boolean() });
export type PathInput = z.infer<typeof PathInput>;
/** The answers as they are kept. */
export const StoredPath = PathInput.extend({ byName: z.string(), at: z.iso.datetime() });
export type StoredPath = z.infer<typeof StoredPath>;

export const Requirements = z.object({
  ruleSet: z.string(),
  ruleSetTitle: z.string(),
  ruleSetDate: z.string(),
  /** Where published sources contradict each other, and how this rule set decides. */
  disagreements: z.array(z.object({ topic: z.string(), says: z.array(z.string()), decision: z.string() })),
  /** A newer rule set that the ISV may move to, and what would change. */
  newer: z.object({ id: z.string(), title: z.string(), date: z.string(), changes: RuleSetChanges }).optional(),
  answers: z.array(RuleAnswer),
  /** What kind of application it is; `elsewhere` names the answers that lead to another path. */
  path: z
    .object({
      answers: PathInput,
      elsewhere: z.array(PathInput.keyof()),
      byName: z.string(),
      at: z.iso.datetime(),
    })
    .optional(),
  checkedAt: z.iso.datetime().optional(),
  scimEndpoint: z.string().optional(),
  /** Consent that was missing for some rules: they read "unknown" until it is given. */
  missingConsent: z.array(z.string()),
});
export type Requirements = z.infer<typeof Requirements>;

export const ChangeRuleSetInput = z.object({ ruleSet: z.string().min(1).max(60) });

/** Re-checks all rules, or the named ones. Without endpoint and credential the SCIM rules stay as they are. */
export const CheckRequirementsInput = z.object({
  rules: z.array(z.string()).optional(),
  scimEndpoint: ScimEndpointUrl.optional(),
  credential: Credential.optional(),
});
export type CheckRequirementsInput = z.infer<typeof CheckRequirementsInput>;
