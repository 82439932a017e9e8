import { useState } from 'react';
import type { Asking } from '#lib/review/checklist/contract.ts';
import { allAnchors } from '#lib/rules/finding-anchor.ts';

export type AskDraft = { kind: 'mandatory' | 'suggestion' | 'question'; about: string; words: string };
const EMPTY: AskDraft = { kind: 'mandatory', about: 'request ', words: '' };
export const KINDS = [
  { id: 'mandatory', title: 'Must be changed' },
  { id: 'suggestion', title: 'Suggestion' },
  { id: 'question', title: 'Question' },
];
export const ANCHORS = allAnchors().map(({ title, ...anchor }) => ({
  ...{ title, anchor },
  id: `${anchor.kind} ${anchor.name}`,
}));
export const anchorOf = (about: string) => ANCHORS.find((one) => one.id === about) ?? ANCHORS[0]!;

/** Where changes are asked for. */
export const CHANGES_ID = 'changes';

export type AskList = ReturnType<typeof useAskList>;

/**
 * What a reviewer is about to ask for: typed, or taken over from what was found. Nothing is sent by it. It is about the
 * request as it was when they began, whatever is read meanwhile.
 */
export function useAskList(version: number | undefined) {
  const [draft, setDraft] = useState(EMPTY);
  const [list, setList] = useState<AskDraft[]>([]);
  const [seen, setSeen] = useState<number>();
  const begin = () => setSeen((before) => before ?? version);
  return {
    ...{ draft, list },
    version: seen ?? version,
    /** On what others have done since, once the reviewer was told of it. */
    goOn: () => setSeen(undefined),
    setDraft(next: AskDraft) {
      begin();
      setDraft(next);
    },
    /** Everything that was not sent, also what stands in the fields. */
    unsent: [...list, ...(draft.words.trim() === '' ? [] : [draft])],
    add() {
      setList([...list, draft]);
      setDraft(EMPTY);
    },
    remove: (index: number) => setList(list.toSpliced(index, 1)),
    /** Back into the fields; what stood there goes to its place. */
    change(index: number) {
      const taken = list[index];
      if (!taken) return;
      setList(draft.words.trim() === '' ? list.toSpliced(index, 1) : list.toSpliced(index, 1, draft));
      setDraft(taken);
    },
    clear() {
      setList([]);
      setSeen(undefined);
    },
    letGo() {
      setList([]);
      setSeen(undefined);
      setDraft(EMPTY);
    },
    /** Onto the list, unless it stands there; and there to see. */
    take(found: Asking[]) {
      begin();
      const drafts = found.map(draftOf).filter(({ words }) => !list.some((one) => one.words === words));
      setList([...list, ...drafts]);
      document.getElementById(CHANGES_ID)?.scrollIntoView({ block: 'start' });
    },
  };
}

export const draftOf = ({ anchor, words }: Asking): AskDraft => ({
  ...{ kind: 'mandatory', words },
  about: `${anchor.kind} ${anchor.name}`,
});
