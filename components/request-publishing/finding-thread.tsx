import type { ReactNode } from 'react';
import type { FindingView } from '#lib/onboarding/request-publishing/contract.ts';
import { anchorTitle } from '#lib/rules/finding-anchor.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';

const KINDS = { mandatory: 'Must be changed', suggestion: 'Suggestion', question: 'Question' } as const;
const STATES: Record<FindingView['state'], { tone: Tone; word: string }> = {
  open: { tone: 'warn', word: 'Open' },
  answered: { tone: 'info', word: 'Answered' },
  resolved: { tone: 'ok', word: 'Settled' },
};

/** One thing that was asked for with everything said about it: both sides see the same. */
export function FindingThread({
  finding: { anchor, kind, words, state, createdByName, createdAt, messages },
  place,
  children,
}: {
  finding: FindingView;
  /** Where on this page it is about. */
  place?: string;
  children?: ReactNode;
}) {
  const about = anchorTitle(anchor);
  return (
    <div className="flex flex-col gap-2 border-l-2 border-line-strong pl-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={STATES[state].tone}>{STATES[state].word}</Status>
        <span className="font-medium">{KINDS[kind]}</span>
        {about && (
          <span className="text-ink-soft">
            {'about '}
            {place ? (
              <a href={place} className="text-accent-strong underline">
                {about}
              </a>
            ) : (
              about
            )}
          </span>
        )}
      </p>
      <p className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</p>
      <p className="text-[0.87rem] text-ink-faint">
        {createdByName}, <Moment at={createdAt} />
      </p>
      {messages.map(({ byName, side, words: said, at }) => (
        <div key={at} className="rounded-lg bg-sunken p-3">
          <p className="[overflow-wrap:anywhere] whitespace-pre-line">{said}</p>
          <p className="mt-1 text-[0.87rem] text-ink-faint">
            {`${byName}, ${side === 'isv' ? 'publisher' : 'reviewer'}, `}
            <Moment at={at} />
          </p>
        </div>
      ))}
      {children}
    </div>
  );
}
