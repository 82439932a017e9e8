import { mayMove, type SubmissionStatus } from './submission-status.ts';

/** What reviewers decide; each is kept with its reason. */
export const DECISIONS = ['approve', 'request-changes', 'reject', 'escalate', 'preview', 'publish'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export const DECISION_TARGETS = {
  approve: 'approved',
  'request-changes': 'changes-requested',
  reject: 'rejected',
  escalate: 'in-review',
  preview: 'in-preview',
  publish: 'published',
} as const satisfies Record<DecisionKind, SubmissionStatus>;

/** The ISV is told of these; a second opinion is the reviewers’ own business. */
export const TOLD_TO_ISV = [
  'approve',
  'request-changes',
  'reject',
  'preview',
  'publish',
] as const satisfies DecisionKind[];
export type ToldKind = (typeof TOLD_TO_ISV)[number];

type Facts = {
  status: SubmissionStatus;
  /** Who has asked for a second opinion that is still open. */
  escalatedById?: string | undefined;
  reviewerId: string;
  /** How many items of the checklist neither hold nor are confirmed. */
  left?: number;
};

/** Why this reviewer may not decide so now; undefined when they may. */
export function whyNotDecide(
  kind: DecisionKind,
  { status, escalatedById, reviewerId, left = 0 }: Facts,
): string | undefined {
  if (kind === 'escalate') return whyNotEscalate(status, escalatedById);
  if (!mayMove('operator', status, DECISION_TARGETS[kind])) {
    if (kind === 'approve' && status === 'submitted') return 'Begin the review first.';
    return `A request that is ${status.replaceAll('-', ' ')} cannot become ${DECISION_TARGETS[kind].replaceAll('-', ' ')}.`;
  }
  if (escalatedById === reviewerId) return 'You have asked for a second opinion: another reviewer decides.';
  return kind === 'approve' && left > 0 ? leftWords(left) : undefined;
}

/** Approving waits for the checklist. */
export const leftWords = (left: number): string =>
  left === 1
    ? 'One item of the checklist is neither met nor confirmed.'
    : `${left} items of the checklist are neither met nor confirmed.`;

function whyNotEscalate(status: SubmissionStatus, escalatedById: string | undefined): string | undefined {
  if (status !== 'in-review') return 'A second opinion is asked for while a request is in review.';
  return escalatedById ? 'A second opinion has been asked for already.' : undefined;
}
