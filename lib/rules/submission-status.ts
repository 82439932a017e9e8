/** The states of a publishing request, in the order of their way. */
export const SUBMISSION_STATUSES = [
  'draft',
  'submitted',
  'in-review',
  'changes-requested',
  'approved',
  'in-preview',
  'published',
  'withdrawn',
  'rejected',
  'expired',
] as const;
export type SubmissionStatus = (typeof SUBMISSION_STATUSES)[number];
/** On whose side somebody moves a request: the vendor's, the operator's, or the portal's own clock. */
export type Side = 'isv' | 'operator' | 'portal';

type Transition = { from: SubmissionStatus; to: SubmissionStatus; by: Side };

const all = (by: Side, to: SubmissionStatus, ...from: SubmissionStatus[]): Transition[] =>
  from.map((one) => ({ from: one, to, by }));

const TRANSITIONS: readonly Transition[] = [
  ...all('isv', 'submitted', 'draft', 'changes-requested'),
  ...all('isv', 'withdrawn', 'submitted', 'in-review', 'changes-requested'),
  // The same request is taken up again: a second one for the same application would split its history.
  ...all('isv', 'draft', 'withdrawn', 'expired'),
  ...all('operator', 'in-review', 'submitted'),
  ...all('operator', 'changes-requested', 'submitted', 'in-review'),
  ...all('operator', 'approved', 'in-review'),
  ...all('operator', 'rejected', 'submitted', 'in-review'),
  ...all('operator', 'in-preview', 'approved'),
  ...all('operator', 'published', 'approved', 'in-preview'),
  ...all('portal', 'expired', 'changes-requested'),
];

/** Whether somebody of that side may move a request so. Every other way is shut. */
export function mayMove(side: Side, from: SubmissionStatus, to: SubmissionStatus): boolean {
  return TRANSITIONS.some((one) => one.by === side && one.from === from && one.to === to);
}

/** Where somebody of that side may move a request from here. */
export function movesOf(side: Side, from: SubmissionStatus): SubmissionStatus[] {
  return TRANSITIONS.filter((one) => one.by === side && one.from === from).map(({ to }) => to);
}

/** Whose turn it is: the other side waits. */
export function turnOf(status: SubmissionStatus): 'isv' | 'operator' | 'nobody' {
  return TURNS[status];
}

const TURNS: Record<SubmissionStatus, 'isv' | 'operator' | 'nobody'> = {
  draft: 'isv',
  submitted: 'operator',
  'in-review': 'operator',
  'changes-requested': 'isv',
  approved: 'operator',
  'in-preview': 'operator',
  published: 'nobody',
  withdrawn: 'nobody',
  rejected: 'nobody',
  expired: 'isv',
};

/**
 * Whose clock runs: nobody waits for a request that was never handed in, was taken back or has expired; and a preview
 * lasts as long as it lasts.
 */
export function clockOf(status: SubmissionStatus): 'isv' | 'operator' | undefined {
  const turn = turnOf(status);
  return turn === 'nobody' || CLOCKLESS.includes(status) ? undefined : turn;
}
const CLOCKLESS: readonly SubmissionStatus[] = ['draft', 'expired', 'in-preview'];

const UNDECIDED: readonly SubmissionStatus[] = ['draft', 'submitted', 'in-review', 'changes-requested'];
/** Somebody is yet to judge its evidence: after the decision its age counts no more. */
export const isUndecided = (status: SubmissionStatus): boolean => UNDECIDED.includes(status);

/** The vendor may fill in and change it. */
export const isEditable = (status: SubmissionStatus): boolean => status === 'draft' || status === 'changes-requested';
