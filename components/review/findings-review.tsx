'use client';

import { useState } from 'react';
import type { SubmissionView } from '#lib/review/contract.ts';
import { useRequestChanges } from '#lib/queries/review.ts';
import { CANNED_REASONS } from '#lib/rules/canned-reasons.ts';
import { allAnchors } from '#lib/rules/finding-anchor.ts';
import { mayDiscuss } from '#lib/rules/finding-state.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { FindingThread } from '#components/request-publishing/finding-thread.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { SettleFinding } from './settle-finding.tsx';

type Draft = { kind: 'mandatory' | 'suggestion' | 'question'; about: string; words: string };
const EMPTY: Draft = { kind: 'mandatory', about: 'request ', words: '' };
const KINDS = [
  { id: 'mandatory', title: 'Must be changed' },
  { id: 'suggestion', title: 'Suggestion' },
  { id: 'question', title: 'Question' },
];
const CANNED = CANNED_REASONS['request-changes'];

/** What was asked and answered, and asking for more while the request is with the reviewers. */
export function FindingsReview({ view }: { view: SubmissionView }) {
  const mayAsk = mayMove('operator', view.status, 'changes-requested');
  if (!mayAsk && view.findings.length === 0) return null;
  return (
    <Card title="Changes">
      <div className="flex flex-col gap-5">
        {view.findings.map((finding) => (
          <FindingThread key={finding.id} finding={finding}>
            {mayDiscuss('operator', view.status) && <SettleFinding submissionId={view.id} finding={finding} />}
          </FindingThread>
        ))}
        {mayAsk && <AskForChanges view={view} />}
      </div>
    </Card>
  );
}

/** Everything is sent at once: the request goes back to the publisher with it. */
function AskForChanges({ view: { id, submission, findings: there } }: { view: SubmissionView }) {
  const [draft, setDraft] = useState(EMPTY);
  const [list, setList] = useState<Draft[]>([]);
  const ask = useRequestChanges(id);
  const anchors = allAnchors().map(({ title, ...anchor }) => ({
    ...{ title, anchor },
    id: `${anchor.kind} ${anchor.name}`,
  }));
  const anchorOf = (about: string) => anchors.find((one) => one.id === about) ?? anchors[0]!;
  const findings = list.map(({ kind, about, words }) => ({ kind, words, anchor: anchorOf(about).anchor }));
  const send = () => ask.mutate({ version: submission.version, findings }, { onSuccess: () => setList([]) });
  const open = there.filter(({ state }) => state === 'open').length;
  return (
    <div className="flex flex-col gap-4">
      {list.length > 0 && (
        <ol aria-label="To be sent" className="flex list-decimal flex-col gap-2 pl-5">
          {list.map(({ kind, about, words }, index) => (
            // Nothing but its place tells one of these from another.
            <li key={index}>
              {`${KINDS.find((one) => one.id === kind)?.title}, ${anchorOf(about).title}: ${words} `}
              <Button look="quiet" onPress={() => setList(list.toSpliced(index, 1))} aria-label={`Remove ${words}`}>
                Remove
              </Button>
            </li>
          ))}
        </ol>
      )}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Select
          label="Kind"
          options={KINDS}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind: kind as Draft['kind'] })}
        />
        <Select
          label="About"
          options={anchors}
          value={draft.about}
          onChange={(about) => setDraft({ ...draft, about })}
        />
      </div>
      <Select
        label="Begin with"
        placeholder="Your own words"
        options={CANNED}
        value={CANNED.find(({ words }) => words === draft.words)?.id}
        onChange={(canned) => setDraft({ ...draft, words: CANNED.find((one) => one.id === canned)?.words ?? '' })}
      />
      <TextField
        label="What is to be changed, or answered"
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        rows={2}
      />
      {open > 0 && (
        <p className="text-ink-soft">
          {`What is open above goes back with it: ${open} ${open === 1 ? 'item' : 'items'}.`}
        </p>
      )}
      {ask.error && <ProblemCard error={ask.error} onRetry={send} />}
      <div className="flex flex-wrap gap-2">
        <Button
          isDisabled={draft.words.trim() === ''}
          onPress={() => {
            setList([...list, draft]);
            setDraft(EMPTY);
          }}
        >
          Add to the list
        </Button>
        <Button look="primary" isDisabled={list.length + open === 0} isBusy={ask.isPending} onPress={send}>
          {list.length === 0 && open > 0 ? 'Give it back to the publisher' : 'Send the list to the publisher'}
        </Button>
      </div>
    </div>
  );
}
