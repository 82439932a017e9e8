import type { SubmissionView } from '#lib/review/contract.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';

type View = Pick<SubmissionView, 'evidence' | 'submission'>;

/** Which state of the request a reviewer has before them. */
export function Shown({ view: { evidence } }: { view: View }) {
  if (!evidence) return 'The request as it stands now: its handing in left no evidence';
  return (
    <span>
      {`Handing in ${evidence.number}, `}
      <Moment at={evidence.at} />
      {` by ${evidence.byName}`}
    </span>
  );
}

/** Told while the publisher has the request: what is read here is not what is being typed there. */
export function ShownNote({ view: { evidence, submission } }: { view: View }) {
  const isTakenBack = submission.status === 'withdrawn';
  if (!submission.isEditable && !isTakenBack) return null;
  const title = isTakenBack ? 'The publisher has taken the request back' : 'The publisher is changing this request';
  return (
    <Notice tone={evidence ? 'info' : 'warn'} title={title}>
      {evidence
        ? `You see handing in ${evidence.number}, as it was handed in. What is changed since appears when it is handed in again.`
        : 'Its handing in left no evidence, so you see it as it stands now, with what was changed since.'}
    </Notice>
  );
}
