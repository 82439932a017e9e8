import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Kept = { title: string; about: string; words: string; onGone: () => void };

/** What was typed cannot be sent any more: it is kept until the reviewer lets it go. */
export function WordsKept({ title, about, words, onGone }: Kept) {
  return (
    <Notice tone="warn" title={title} actions={<Button onPress={onGone}>Let my words go</Button>}>
      <p>{about}</p>
      {words.trim() !== '' && (
        <p className="mt-2">
          {'You wrote: '}
          <q className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</q>
        </p>
      )}
    </Notice>
  );
}
