import { z } from 'zod';
import { AcceptanceCheck, RunMapping } from '#lib/onboarding/run-validation/contract.ts';

/** What was filled in, by whom and when. */
export const EvidenceField = z.object({
  value: z.unknown(),
  byName: z.string(),
  at: z.string(),
  source: z.string().optional(),
  /** Of the field, so that the history tells which change it was. */
  version: z.number().int().optional(),
});
export type EvidenceField = z.infer<typeof EvidenceField>;

export const EvidenceUpload = z.object({
  kind: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type EvidenceUpload = z.infer<typeof EvidenceUpload>;

export const EvidenceAction = z.object({
  status: z.string(),
  code: z.string().optional(),
  startTime: z.string().optional(),
  endTime: z.string().optional(),
  error: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
  repetitions: z.number().optional(),
  inputs: z.unknown().optional(),
  outputs: z.unknown().optional(),
});

const TestVerdict = z.object({
  test: z.string(),
  verdict: z.enum(['passed', 'failed', 'skipped', 'not-proven']),
  reason: z.string(),
  excused: z.boolean(),
  templateResult: z.string().optional(),
  proven: z.array(z.object({ what: z.string(), action: z.string(), ok: z.boolean().optional(), evidence: z.string() })),
});

/** The Logic App as it stood when the request was handed in: what may be swapped after a run. */
const LogicAppThen = z.object({
  versionId: z.string(),
  state: z.string(),
  definitionHash: z.string(),
  identityPrincipalId: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()),
});

/** What the vendor states of a validation that this portal did not make, and cannot read at a source. */
export const NotVerified = z.object({
  what: z.literal('single-sign-on'),
  statedByName: z.string(),
  protocol: z.string().optional(),
  testId: z.string().optional(),
  testedOn: z.string().optional(),
  expiresOn: z.string().optional(),
});
export type NotVerified = z.infer<typeof NotVerified>;

/** What every handing-in has, whatever it rests on. */
const HandingIn = z.object({
  submissionId: z.string(),
  /** Which handing in, from 1 on. */
  number: z.number().int().positive(),
  takenAt: z.string(),
  byName: z.string(),
  onboarding: z.object({
    id: z.string(),
    tenantId: z.string(),
    tenantName: z.string(),
    name: z.string(),
    ruleSet: z.string(),
    jobId: z.string().optional(),
    directoryAppId: z.string().optional(),
  }),
  request: z.record(z.string(), EvidenceField),
  uploads: z.array(EvidenceUpload),
});

/**
 * Everything a handing-in rests on, as it read at its sources in that hour and without secrets. Kept as canonical JSON,
 * its SHA-256 in the history. A change of its shape takes the next number of `format`.
 */
export const EvidenceContent = HandingIn.extend({
  format: z.literal(1),
  /** The oldest were kept without it. */
  notVerified: z.array(NotVerified).optional(),
  /** What the run had to be about. */
  expected: z.object({
    subscriptionId: z.string(),
    workflowId: z.string(),
    servicePrincipalId: z.string(),
    scimEndpoint: z.string(),
    verifiedDomains: z.array(z.string()),
  }),
  run: z.object({
    runName: z.string(),
    workflowResourceId: z.string(),
    versionId: z.string(),
    status: z.string(),
    triggerName: z.string().optional(),
    startedAt: z.string(),
    endedAt: z.string().optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
  /** What the definition of the version that the run used is; without an id it is none that was known. */
  template: z.object({
    id: z.string().optional(),
    title: z.string().optional(),
    version: z.string().optional(),
    reading: z.enum(['official-consumption', 'own-consumption']),
    definitionHash: z.string(),
  }),
  logicApp: LogicAppThen.optional(),
  parameters: z.record(z.string(), z.unknown()),
  /** All actions of the run; contents of those that the verdict reads. */
  actions: z.record(z.string(), EvidenceAction),
  mappings: z.array(RunMapping),
  jobSettings: z.array(z.object({ name: z.string(), value: z.string() })),
  verdict: z.object({
    ready: z.boolean(),
    blocking: z.array(z.object({ test: z.string().optional(), reason: z.string() })),
    tests: z.array(TestVerdict),
    templateOverall: z.string().optional(),
  }),
  acceptance: z.array(AcceptanceCheck),
});
export type EvidenceContent = z.infer<typeof EvidenceContent>;

/** A handing-in that rests on no run: what was stated, by whom, and that nothing of it was verified. */
export const StatedContent = HandingIn.extend({ format: z.literal(2), notVerified: z.array(NotVerified) });
export type StatedContent = z.infer<typeof StatedContent>;

/** Either, as it is kept. */
export const KeptContent = z.discriminatedUnion('format', [EvidenceContent, StatedContent]);
export type KeptContent = z.infer<typeof KeptContent>;
