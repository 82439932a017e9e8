import type { SubmissionStatus } from '#lib/rules/submission-status.ts';

/** Who does what now, and what the ISV may do: in the ISV’s words. */
export type Standing = { now: string; you: string[] };

const KEEP = 'Keep the Logic App and its role Reader until then: the reviewers read the run again at its source.';
const TIDY =
  'The Azure resources of the validation are not needed any more: revoke their roles in step 4, then delete the resource group.';
const WAIT = [
  'Take it back above, if something has to be changed.',
  'Write to them below, if they should know something.',
  KEEP,
];

/** While changes are asked for. */
export const expiryWords = (days: number) =>
  `If nothing is heard of you for ${days} ${days === 1 ? 'day' : 'days'} it expires, with everything in it kept. You are reminded before.`;

export const STANDING: Record<Exclude<SubmissionStatus, 'draft'>, Standing> = {
  submitted: { now: 'A reviewer takes it on.', you: WAIT },
  'in-review': { now: 'A reviewer goes through it, and decides or asks you for changes.', you: WAIT },
  'changes-requested': {
    now: 'It waits for you. The reviewers go on when you hand it in again.',
    you: ['Work through what is asked below, and answer each item.', 'Hand it in again at the end of the page.'],
  },
  approved: {
    now: 'The gallery’s people prepare the entry. They show it to a few tenants first, or publish it at once.',
    you: ['You need not do anything.', 'Write to them below, if something about the application changes.', KEEP],
  },
  'in-preview': {
    now: 'A few tenants see the entry, first those that you named. The gallery’s people publish it when the preview is over.',
    you: ['Ask these customers to try it, and write to the reviewers below what they find.', KEEP],
  },
  published: {
    now: 'Nobody has anything left to do: every tenant finds the application in the gallery.',
    you: [
      'To change the entry later, ask for an update of it. Do not hand the same application in a second time.',
      TIDY,
    ],
  },
  withdrawn: {
    now: 'Nobody works on it. Everything in it stays, with its Submission ID.',
    you: ['Take it up again above, change what has to be changed, and hand it in.'],
  },
  rejected: {
    now: 'Nobody works on it any more. It stays as it was handed in and cannot be changed, by you or by the reviewers.',
    you: [
      'Write to the reviewers below, if you think that they are mistaken, or to ask what would have to be different.',
      'Start another onboarding for another application, or when the reason does not hold any more. It gets a Submission ID of its own.',
      TIDY,
    ],
  },
  expired: {
    now: 'Nobody works on it: what was asked for was not answered in time. Everything in it stays.',
    you: ['Take it up again above, answer what is asked, and hand it in.'],
  },
};
