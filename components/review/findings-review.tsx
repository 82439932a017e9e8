'use client';

import { useQuery } from '@tanstack/react-query';
import type { SubmissionView } from '#lib/review/contract.ts';
import { isMovedOn } from '#lib/queries/api.ts';
import { useRequestChanges } from '#lib/queries/review.ts';
import { checklist } from '#lib/queries/review-checklist.ts';
import { CANNED_REASONS } from '#lib/rules/canned-reasons.ts';
import { mayDiscuss } from '#lib/rules/finding-state.ts';
import { mayMove } from '#lib/rules/submission-status.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { FindingThread } from '#components/request-publishing/finding-thread.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { ANCHORS, anchorOf, CHANGES_ID, draftOf, KINDS, type AskDraft, type AskList } from './asking.ts';
import { AskedWords, NotGivenBack } from './not-given-back.tsx';
import { Place } from './places.tsx';
import { SettleFinding } from './settle-finding.tsx';

/** What was asked and answered, and asking for more while the request is with the reviewers. */
export function FindingsReview({ view, asking }: { view: SubmissionView; asking: AskList }) {
  const ask = useRequestChanges(view.id, asking.clear);
  const mayAsk = mayMove('operator', view.status, 'changes-requested');
  // An answer that was lost on its way may have been given all the same.
  const asked = view.findings.filter(({ state }) => state !== 'resolved').map(({ words }) => words);
  const unsent = asking.unsent.filter(({ words }) => !asked.includes(words.trim()));
  const isOutrun = !mayAsk && (unsent.length > 0 || ask.error !== null);
  if (!mayAsk && !isOutrun && view.findings.length === 0) return null;
  const letGo = () => {
    asking.letGo();
    ask.reset();
  };
  return (
    <Place id={CHANGES_ID}>
      <Card title="Changes">
        <div className="flex flex-col gap-5">
          {view.findings.map((finding) => (
            <FindingThread key={finding.id} finding={finding} place={PLACES[finding.anchor.kind]}>
              <SettleFinding
                submissionId={view.id}
                finding={finding}
                mayDiscuss={mayDiscuss('operator', view.status)}
              />
            </FindingThread>
          ))}
          {mayAsk && <AskForChanges view={view} asking={asking} ask={ask} />}
          {isOutrun && <NotGivenBack unsent={unsent} error={ask.error} onGone={letGo} />}
        </div>
      </Card>
    </Place>
  );
}

/** Where this page shows what a finding is about. */
const PLACES: Record<string, string | undefined> = { field: '#request', test: '#run', rule: '#statements' };

/** Everything is sent at once: the request goes back to the publisher with it. */
function AskForChanges({
  view: { id, submission, findings: there },
  asking,
  ask,
}: {
  view: SubmissionView;
  asking: AskList;
  ask: ReturnType<typeof useRequestChanges>;
}) {
  const { draft, setDraft, list } = asking;
  const findings = list.map(({ kind, about, words }) => ({ kind, words, anchor: anchorOf(about).anchor }));
  const { version = submission.version } = asking;
  const send = () => ask.mutate({ version, findings }, { onError: (error) => isMovedOn(error) && asking.goOn() });
  const open = there.filter(({ state }) => state === 'open').length;
  return (
    <div className="flex flex-col gap-4">
      {list.length > 0 && <ToBeSent asking={asking} />}
      <BeginWith submissionId={id} draft={draft} onChange={setDraft} />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Select
          label="Kind"
          options={KINDS}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind: kind as AskDraft['kind'] })}
        />
        <Select
          label="About"
          options={ANCHORS}
          value={draft.about}
          onChange={(about) => setDraft({ ...draft, about })}
        />
      </div>
      <TextField
        label="What is to be changed, or answered"
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        rows={3}
        maxLength={4000}
      />
      {open > 0 && (
        <p className="text-ink-soft">
          {`What is open above goes back with it: ${open} ${open === 1 ? 'item' : 'items'}.`}
        </p>
      )}
      {ask.error && <ProblemCard error={ask.error} onRetry={send} />}
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={draft.words.trim() === ''} onPress={asking.add}>
          Add to the list
        </Button>
        <Button look="primary" isDisabled={list.length + open === 0} isBusy={ask.isPending} onPress={send}>
          {list.length === 0 && open > 0 ? 'Give it back to the publisher' : 'Send the list to the publisher'}
        </Button>
      </div>
    </div>
  );
}

function ToBeSent({ asking: { list, change, remove } }: { asking: AskList }) {
  return (
    <ol aria-label="To be sent" className="flex flex-col gap-3">
      {list.map((asked, index) => (
        // Nothing but its place tells one of these from another.
        <li key={index} className="rounded-lg bg-sunken p-3">
          <AskedWords asked={asked} />
          <div className="mt-1 -ml-3.5 flex flex-wrap">
            <Button look="quiet" onPress={() => change(index)} aria-label={`Change the words: ${asked.words}`}>
              Change the words
            </Button>
            <Button look="quiet" onPress={() => remove(index)} aria-label={`Remove ${asked.words}`}>
              Remove
            </Button>
          </div>
        </li>
      ))}
    </ol>
  );
}

type Beginning = { submissionId: string; draft: AskDraft; onChange: (draft: AskDraft) => void };

/** Words with what mends it: of what was found in this request, or of what is asked for often. */
function BeginWith({ submissionId, draft, onChange }: Beginning) {
  const items = useQuery(checklist(submissionId)).data?.items ?? [];
  const found = items
    .filter(({ holds, isSettled }) => holds === false && !isSettled)
    .flatMap(({ id, ask }) => ask.map((asked, index) => ({ ...asked, id: `${id} ${index}` })));
  const often = CANNED_REASONS['request-changes'];
  const options = [
    ...found.map(({ id, title }) => ({ id, title, detail: 'Found in this request' })),
    ...often.map(({ id, title }) => ({ id, title, detail: 'Often asked for' })),
  ];
  const begin = (id: string) => {
    const one = found.find((asked) => asked.id === id);
    const words = often.find((canned) => canned.id === id)?.words ?? '';
    onChange(one ? { ...draft, ...draftOf(one) } : { ...draft, words });
  };
  return (
    <Select
      label="Begin with"
      hint="It fills the words below, with how to mend it. Change them as you like."
      placeholder="Your own words"
      options={options}
      value={[...found, ...often].find(({ words }) => words === draft.words)?.id}
      onChange={begin}
    />
  );
}
