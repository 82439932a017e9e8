import { useState } from 'react';
import type { Asking } from '#lib/review/checklist/contract.ts';
import { allAnchors } from '#lib/rules/finding-anchor.ts';
import { useSeenVersion } from './seen-version.ts';

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

/** What a reviewer is about to ask for: typed, or taken over from what was found. Nothing is sent by it. */
export function useAskList(newest: number | undefined) {
  const [draft, setDraft] = useState(EMPTY);
  const [list, setList] = useState<AskDraft[]>([]);
  const { version, begin, letGo: goOn } = useSeenVersion(newest);
  return {
    ...{ draft, list, version, goOn },
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
      goOn();
    },
    letGo() {
      setList([]);
      goOn();
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
