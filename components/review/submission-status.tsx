import type { SubmissionStatus as Status_ } from '#lib/rules/submission-status.ts';
import { Status, type Tone } from '#components/ui/status.tsx';

export const STATUS_WORDS: Record<Status_, { word: string; tone: Tone }> = {
  draft: { word: 'Draft', tone: 'waiting' },
  submitted: { word: 'Submitted', tone: 'info' },
  'in-review': { word: 'In review', tone: 'info' },
  'changes-requested': { word: 'Changes requested', tone: 'warn' },
  approved: { word: 'Approved', tone: 'ok' },
  'in-preview': { word: 'In preview', tone: 'ok' },
  published: { word: 'Published', tone: 'ok' },
  withdrawn: { word: 'Withdrawn', tone: 'skipped' },
  rejected: { word: 'Rejected', tone: 'bad' },
  expired: { word: 'Expired', tone: 'warn' },
};

/** Where a request stands. */
export function SubmissionStatus({ status }: { status: Status_ }) {
  const { word, tone } = STATUS_WORDS[status];
  return <Status tone={tone}>{word}</Status>;
}
