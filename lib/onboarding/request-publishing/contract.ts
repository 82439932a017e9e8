import { z } from 'zod';
import { STEPS } from '#lib/journey/steps.ts';
import { OperationView } from '#lib/onboarding/operations/contract.ts';
import { OnboardingParams } from '#lib/onboarding/record/contract.ts';
import { RunSummary } from '#lib/onboarding/run-validation/contract.ts';
import { TOLD_TO_ISV } from '#lib/rules/decisions.ts';
import { FINDING_STATES } from '#lib/rules/finding-state.ts';
import { SUBMISSION_STATUSES } from '#lib/rules/submission-status.ts';

/** One field as it is kept: what is in it, whose it is, and the version that a change has to be based on. */
export const FieldState = z.object({
  value: z.unknown(),
  version: z.number().int(),
  /** Where the portal took it from; absent once a person has changed it. */
  source: z.string().optional(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type FieldState = z.infer<typeof FieldState>;
export const Fields = z.record(z.string(), FieldState);
/** What was entered, by whom and when, for those who only read it. */
export const EnteredFields = z.record(z.string(), FieldState.omit({ version: true }));
export type EnteredFields = z.infer<typeof EnteredFields>;

/** `base` is the version of the field that the change rests on, 0 for one that is empty. */
export const FieldChangeInput = z.object({
  field: z.string().min(1).max(80),
  value: z.unknown(),
  base: z.number().int().min(0),
});
export type FieldChangeInput = z.infer<typeof FieldChangeInput>;
export const SaveFieldsInput = z.object({ changes: z.array(FieldChangeInput).min(1).max(80) });
export type SaveFieldsInput = z.infer<typeof SaveFieldsInput>;

/** Where something is mended: a step, and on its page the part with this id. */
export const Place = z.object({ step: z.enum(STEPS), anchor: z.string().optional() });
/** One rule of the gate that does not hold. `advice` does not keep the request from being handed in. */
export const Unmet = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  kind: z.enum(['must', 'advice']),
  place: Place,
});
export type Unmet = z.infer<typeof Unmet>;

/** A rule that a named person has to state something about. */
export const AttestationRow = z.object({
  rule: z.string(),
  text: z.string(),
  isRequired: z.boolean(),
  /** The portal could not check it although it tries: the statement needs a word on how the person knows. */
  isUnchecked: z.boolean(),
});
export type AttestationRow = z.infer<typeof AttestationRow>;

export const FindingAnchor = z.object({
  kind: z.enum(['field', 'test', 'rule', 'request']),
  name: z.string().max(120),
});
export const FindingView = z.object({
  id: z.uuid(),
  anchor: FindingAnchor,
  kind: z.enum(['mandatory', 'suggestion', 'question']),
  words: z.string(),
  state: z.enum(FINDING_STATES),
  version: z.number().int(),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  messages: z.array(
    z.object({ side: z.enum(['isv', 'operator']), byName: z.string(), words: z.string(), at: z.iso.datetime() }),
  ),
});
export type FindingView = z.infer<typeof FindingView>;

/** What was handed in once, kept for good. */
export const EvidenceView = z.object({
  number: z.number().int(),
  at: z.iso.datetime(),
  byName: z.string(),
  /** Over the kept content, byte for byte: what an exported pack is compared with. */
  sha256: z.string(),
  /** How many places lost a secret before it was kept. */
  redactions: z.number().int(),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const SubmissionState = z.object({
  /** The Submission ID. */
  id: z.uuid(),
  status: z.enum(SUBMISSION_STATUSES),
  statusAt: z.iso.datetime(),
  version: z.number().int(),
  turn: z.enum(['isv', 'operator', 'nobody']),
  isEditable: z.boolean(),
  /** The newest handing in. */
  submitted: z.object({ at: z.iso.datetime(), byName: z.string() }).optional(),
});
export type SubmissionState = z.infer<typeof SubmissionState>;

export const PublishableRun = RunSummary.extend({
  validUntil: z.iso.datetime().optional(),
  usable: z.boolean(),
  whyNot: z.string().optional(),
});
export type PublishableRun = z.infer<typeof PublishableRun>;

export const DecisionToldView = z.object({
  kind: z.enum(TOLD_TO_ISV),
  reason: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type DecisionToldView = z.infer<typeof DecisionToldView>;

export const PublishingStep = z.object({
  submission: SubmissionState,
  fields: Fields,
  attestations: z.array(AttestationRow),
  runs: z.array(PublishableRun),
  unmet: z.array(Unmet),
  findings: z.array(FindingView),
  /** SHA-256 of each file that is part of it. */
  files: z.array(z.string()),
  /** What the reviewers decided last, and why. */
  decision: DecisionToldView.optional(),
  /** Every handing in, the newest last. */
  evidence: z.array(EvidenceView),
  validityDays: z.number(),
  /** What time alone brings about. */
  deadlines: z.object({
    /** The last day of the side whose turn it is, in its own calendar; absent while no clock runs. */
    due: z.object({ day: z.iso.date(), isLate: z.boolean() }).optional(),
    /** Days without a sign of the publisher after which it expires while changes are asked for. */
    expiryDays: z.number(),
  }),
  operation: OperationView.optional(),
});
export type PublishingStep = z.infer<typeof PublishingStep>;

/** A field that does not take what was sent, and why. */
export const RefusedField = z.object({ field: z.string(), problem: z.string() });
export type RefusedField = z.infer<typeof RefusedField>;

/** Fields that somebody else had changed meanwhile, and those that do not take what was sent, were left as they are. */
export const SavedFields = z.object({
  step: PublishingStep,
  conflicts: z.array(z.string()),
  refused: z.array(RefusedField),
});
export type SavedFields = z.infer<typeof SavedFields>;

/** `version` is the request’s own, as the person saw it. */
export const MoveInput = z.object({
  version: z.number().int().min(0),
  reason: z.string().trim().max(2_000).default(''),
});
export type MoveInput = z.infer<typeof MoveInput>;
export const AnswerFindingInput = z.object({
  version: z.number().int().min(0),
  words: z.string().trim().min(1, 'Write an answer.').max(4_000),
});
export type AnswerFindingInput = z.infer<typeof AnswerFindingInput>;
export const FindingParams = OnboardingParams.extend({ findingId: z.uuid() });
