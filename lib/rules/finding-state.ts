import { isEditable, mayMove, type Side, type SubmissionStatus } from './submission-status.ts';

/** The states of something that a reviewer asked for. */
export const FINDING_STATES = ['open', 'answered', 'resolved'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

type Ways = Record<FindingState, readonly FindingState[]>;
const WAYS: Partial<Record<Side, Ways>> = {
  // An answer may be added to until it is settled.
  isv: { open: ['answered'], answered: ['answered'], resolved: [] },
  // What nobody needs any more is settled without an answer.
  operator: { open: ['resolved'], answered: ['resolved', 'open'], resolved: ['open'] },
};

/** Whether somebody of that side may bring a finding from one state to the other. Every other way is shut. */
export function mayChangeFinding(side: Side, from: FindingState, to: FindingState): boolean {
  return WAYS[side]?.[from].includes(to) ?? false;
}

/** In which states of the request a side may say something to its findings: the vendor while it can act on them. */
export function mayDiscuss(side: Side, status: SubmissionStatus): boolean {
  if (side === 'isv') return isEditable(status);
  return side === 'operator' && (status === 'changes-requested' || mayMove('operator', status, 'changes-requested'));
}
