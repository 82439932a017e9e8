/** What people are told of, each by itself to be chosen. */
export const NOTIFICATION_KINDS = [
  'run-finished',
  'evidence-expiring',
  'token-expiring',
  'changes-requested',
  'decision',
  'message',
  'allow-list',
  'assignment',
  'submission',
  'unassigned',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

type Audience = 'isv' | 'Reviewer' | 'ProgramManager';
export type KindFacts = {
  title: string;
  words: string;
  for: readonly Audience[];
  /** Whether it is mailed to those who have chosen nothing. In the portal everybody is told of everything. */
  isMailed: boolean;
  /** A second one says no more than the first: while that waits unread, there is no second mail. */
  isMailedOnceFor?: 'onboarding' | 'all';
};

export const KIND_FACTS: Record<NotificationKind, KindFacts> = {
  'run-finished': {
    title: 'Run finished',
    words: 'A validation run has ended and was judged.',
    ...{ for: ['isv'], isMailed: true },
  },
  'evidence-expiring': {
    title: 'Evidence expiring',
    words: 'A verified run can be handed in for a few days more only.',
    ...{ for: ['isv'], isMailed: true },
  },
  'token-expiring': {
    title: 'Token expiring',
    words: 'The token that Entra reaches your application with ends soon.',
    ...{ for: ['isv'], isMailed: true },
  },
  'changes-requested': {
    title: 'Changes requested',
    words: 'The reviewers ask for changes, or the time to make them runs out.',
    ...{ for: ['isv'], isMailed: true },
  },
  decision: {
    title: 'Decision',
    words: 'A request was approved, rejected, put into preview or published.',
    ...{ for: ['isv'], isMailed: true },
  },
  message: {
    title: 'Message',
    words: 'The other side has written about a request of yours.',
    ...{ for: ['isv', 'Reviewer'], isMailed: true, isMailedOnceFor: 'onboarding' },
  },
  'allow-list': {
    title: 'Faster cycles',
    words: 'Faster provisioning cycles are asked for, approved or declined.',
    ...{ for: ['isv', 'ProgramManager'], isMailed: true },
  },
  assignment: {
    title: 'Assignment',
    words: 'Somebody else gave you submissions to review.',
    ...{ for: ['Reviewer'], isMailed: true, isMailedOnceFor: 'all' },
  },
  submission: {
    title: 'Submission you review',
    words: 'It was handed in again, was withdrawn or has expired.',
    ...{ for: ['Reviewer'], isMailed: true, isMailedOnceFor: 'onboarding' },
  },
  unassigned: {
    title: 'Submission without a reviewer',
    words: 'One that nobody has taken on was handed in, was written about or needs a second opinion.',
    ...{ for: ['Reviewer'], isMailed: false, isMailedOnceFor: 'all' },
  },
};

export type Choice = { portal: boolean; mail: boolean };

/** What counts where nothing was chosen. */
export const defaultChoice = (kind: NotificationKind): Choice => ({ portal: true, mail: KIND_FACTS[kind].isMailed });

/** Every mail has its copy in the portal: who wants the mail gets the copy, too. */
export const wholeChoice = ({ portal, mail }: Choice): Choice => ({ portal: portal || mail, mail });

/** The kinds that somebody can be told of: those of their side, or of their roles. */
export function kindsFor(roles: readonly string[]): NotificationKind[] {
  const own = roles.length === 0 ? ['isv'] : roles;
  return NOTIFICATION_KINDS.filter((kind) => KIND_FACTS[kind].for.some((audience) => own.includes(audience)));
}
