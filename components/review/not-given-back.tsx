import { isMovedOn } from '#lib/queries/api.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { anchorOf, KINDS, type AskDraft } from './asking.ts';

type NotSent = { unsent: AskDraft[]; error: Error | null; onGone: () => void };

/** The request cannot be given back any more: what was to go with it is kept until the reviewer lets it go. */
export function NotGivenBack({ unsent, error, onGone }: NotSent) {
  const isOutrun = isMovedOn(error);
  if (unsent.length === 0 && error && !isOutrun) return <ProblemCard error={error} />;
  const hasWords = unsent.length > 0;
  return (
    <Notice
      tone="warn"
      title={isOutrun ? 'Somebody acted while you did' : 'What you wrote was not sent'}
      actions={<Button onPress={onGone}>{hasWords ? 'Let my words go' : 'I have seen this'}</Button>}
    >
      <p>
        {'The request has moved on and cannot be given back to the publisher now. Nothing of yours was sent.'}
        {hasWords && ' Your words stay here until you let them go or leave this page.'}
      </p>
      {hasWords && (
        <ul aria-label="Not sent" className="mt-2 flex flex-col gap-2">
          {unsent.map((asked, index) => (
            // Nothing but its place tells one of these from another.
            <li key={index}>
              <AskedWords asked={asked} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

export function AskedWords({ asked: { kind, about, words } }: { asked: AskDraft }) {
  return (
    <>
      <p className="font-medium">
        {KINDS.find((one) => one.id === kind)?.title}
        <span className="font-normal text-ink-soft">{` about ${anchorOf(about).title}`}</span>
      </p>
      <p className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</p>
    </>
  );
}
