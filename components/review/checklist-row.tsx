'use client';

import { useState } from 'react';
import type { ChecklistItem } from '#lib/review/checklist/contract.ts';
import { isMovedOn } from '#lib/queries/api.ts';
import { useConfirm } from '#lib/queries/review-checklist.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { StatusIcon, type Tone } from '#components/ui/status.tsx';
import type { AskList } from './asking.ts';

export type RowOf = {
  submissionId: string;
  /** Which handing in it is about. */
  number: number;
  mayConfirm: boolean;
  /** Where changes are asked for; absent when the request is not with the reviewers. */
  asking?: AskList;
};

function stateOf({ askedOf, holds, isSettled }: ChecklistItem): { tone: Tone; words: string } {
  if (holds) return { tone: 'ok', words: 'holds' };
  if (isSettled) return { tone: 'ok', words: askedOf === 'person' ? 'confirmed' : 'accepted all the same' };
  return askedOf === 'person' ? { tone: 'waiting', words: 'to be confirmed' } : { tone: 'bad', words: 'does not hold' };
}

/** One thing to be sure of, what was found, and what can be done about it. */
export function ChecklistRow({ item, of }: { item: ChecklistItem; of: RowOf }) {
  const { tone, words } = stateOf(item);
  const { title, found, details, source, place, askedOf } = item;
  return (
    <li className="flex gap-3 py-3 first:pt-0 last:pb-0">
      <StatusIcon tone={tone} />
      <div className="flex min-w-0 flex-1 flex-col gap-x-6 gap-y-2 lg:flex-row lg:items-start lg:justify-between">
        <div className="flex min-w-0 flex-col gap-1">
          <p className="font-medium">
            {title}
            <span className="sr-only">{`: ${words}`}</span>
          </p>
          <p className="[overflow-wrap:anywhere] text-ink-soft">{found}</p>
          {details.length > 0 && (
            <ul className="flex list-disc flex-col gap-1 pl-5 [overflow-wrap:anywhere]">
              {details.map((detail) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          )}
          <p className="text-[0.87rem] text-ink-faint">
            {askedOf === 'portal' && `${source}. `}
            <a href={`#${place}`} className="text-accent-strong underline">
              Show it<span className="sr-only">{`: ${title}`}</span>
            </a>
          </p>
          <Said item={item} />
        </div>
        {of.mayConfirm && <Actions item={item} of={of} />}
      </div>
    </li>
  );
}

function Said({ item: { confirmation, askedOf } }: { item: ChecklistItem }) {
  if (!confirmation?.isConfirmed) return null;
  const { words, byName, at, isCurrent } = confirmation;
  const did = askedOf === 'person' ? 'confirmed it' : 'accepted it all the same';
  return (
    <div className="rounded-lg bg-sunken px-3 py-2 text-[0.92rem]">
      <p>
        {`${byName} ${did}, `}
        <Moment at={at} />
        {isCurrent ? '.' : '. What was found has changed since: look at it again.'}
      </p>
      {words && <p className="[overflow-wrap:anywhere] whitespace-pre-line text-ink-soft">{words}</p>}
    </div>
  );
}

function Actions({ item, of }: { item: ChecklistItem; of: RowOf }) {
  const { id, title, holds, mark, confirmation } = item;
  const [isExplaining, setExplaining] = useState(false);
  const confirm = useConfirm(of.submissionId, id);
  const seen = { number: of.number, mark, version: confirmation?.version ?? 0 };
  const say = (isConfirmed: boolean, words = '') =>
    confirm.mutate({ ...seen, isConfirmed, words }, { onSuccess: () => setExplaining(false) });
  if (holds) return null;
  return (
    <div className="flex w-full shrink-0 flex-col gap-3 lg:w-auto lg:max-w-md lg:items-end">
      {confirm.error && <NotKept error={confirm.error} />}
      {isExplaining ? (
        <Explain
          title={title}
          isBusy={confirm.isPending}
          onAccept={(words) => say(true, words)}
          onLeave={() => setExplaining(false)}
        />
      ) : (
        <Choices
          item={item}
          asking={of.asking}
          isBusy={confirm.isPending}
          onSay={say}
          onExplain={() => setExplaining(true)}
        />
      )}
    </div>
  );
}

function NotKept({ error }: { error: Error }) {
  if (!isMovedOn(error)) return <ProblemCard error={error} />;
  return (
    <Notice tone="warn" title="Something has changed meanwhile">
      {error.message}
    </Notice>
  );
}

type Choosing = {
  item: ChecklistItem;
  asking?: AskList;
  isBusy: boolean;
  onSay: (isConfirmed: boolean) => void;
  onExplain: () => void;
};

function Choices({ item: { title, isSettled, askedOf, mayExcuse, ask }, asking, isBusy, onSay, onExplain }: Choosing) {
  if (isSettled) {
    return (
      <Button
        look="quiet"
        className="self-start"
        aria-label={`Take it back: ${title}`}
        isBusy={isBusy}
        onPress={() => onSay(false)}
      >
        Take it back
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {askedOf === 'person' && (
        <Button aria-label={`Confirm: ${title}`} isBusy={isBusy} onPress={() => onSay(true)}>
          Confirm
        </Button>
      )}
      {mayExcuse && (
        <Button aria-label={`Accept it all the same: ${title}`} onPress={onExplain}>
          Accept it all the same
        </Button>
      )}
      {asking && ask.length > 0 && (
        <Button look="quiet" aria-label={`Ask the ISV to mend it: ${title}`} onPress={() => asking.take(ask)}>
          Ask the ISV to mend it
        </Button>
      )}
    </div>
  );
}

type Explaining = { title: string; isBusy: boolean; onAccept: (words: string) => void; onLeave: () => void };

function Explain({ title, isBusy, onAccept, onLeave }: Explaining) {
  const [words, setWords] = useState('');
  return (
    <div className="flex flex-col items-start gap-2 lg:w-md">
      <div className="w-full max-w-xl">
        <TextField
          label="Why it is right all the same"
          hint="Other reviewers read it. The ISV’s history says that you accepted it, not why."
          value={words}
          onChange={setWords}
          rows={2}
          maxLength={2000}
          autoFocus
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          aria-label={`Accept it: ${title}`}
          isDisabled={words.trim() === ''}
          isBusy={isBusy}
          onPress={() => onAccept(words)}
        >
          Accept it
        </Button>
        <Button look="quiet" onPress={onLeave}>
          Leave it open
        </Button>
      </div>
    </div>
  );
}
