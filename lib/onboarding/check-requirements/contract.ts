import { z } from 'zod';
import { Credential, ScimEndpointUrl } from '#lib/onboarding/record/contract.ts';

/** One rule of the pinned rule set with its answer. */
export const RuleAnswer = z.object({
  rule: z.string(),
  group: z.enum(['scim-endpoint', 'authentication', 'tenant', 'azure', 'publisher']),
  title: z.string(),
  level: z.enum(['required', 'advised', 'information']),
  source: z.object({ name: z.string(), url: z.string().optional() }),
  state: z.enum(['met', 'not-met', 'unknown', 'later', 'information']),
  /** What was seen, in one sentence. */
  evidence: z.string().optional(),
  /** What to do, and who can do it. */
  fix: z.string().optional(),
  actor: z.enum(['you', 'isv-developer', 'azure-admin', 'directory-admin', 'microsoft']).optional(),
  checkedAt: z.iso.datetime().optional(),
  /** `later`: which step answers it. */
  answeredIn: z.string().optional(),
});
export type RuleAnswer = z.infer<typeof RuleAnswer>;

export const Requirements = z.object({
  ruleSet: z.string(),
  ruleSetDate: z.string(),
  answers: z.array(RuleAnswer),
  checkedAt: z.iso.datetime().optional(),
  scimEndpoint: z.string().optional(),
  /** Consent that was missing for some rules: they read "unknown" until it is given. */
  missingConsent: z.array(z.string()),
});
export type Requirements = z.infer<typeof Requirements>;

/** Re-checks all rules, or the named ones. Without endpoint and credential the SCIM rules stay as they are. */
export const CheckRequirementsInput = z.object({
  rules: z.array(z.string()).optional(),
  scimEndpoint: ScimEndpointUrl.optional(),
  credential: Credential.optional(),
});
export type CheckRequirementsInput = z.infer<typeof CheckRequirementsInput>;
