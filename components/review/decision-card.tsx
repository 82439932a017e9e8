'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DecisionsView, DecisionView } from '#lib/review/decide/contract.ts';
import { isMovedOn } from '#lib/queries/api.ts';
import { decisions, useBeginReview, useDecide } from '#lib/queries/review-decisions.ts';
import { CANNED_REASONS } from '#lib/rules/canned-reasons.ts';
import type { DecisionKind } from '#lib/rules/decisions.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { TextField } from '#components/ui/field.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Option } from '#components/ui/options-popover.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status } from '#components/ui/status.tsx';
import { CHECKLIST_ID } from './checklist-card.tsx';
import { DECISION_WORDS } from './decision-words.ts';
import { useSeenVersion, type SeenVersion } from './seen-version.ts';
import { WordsKept } from './words-kept.tsx';

type Chosen = Exclude<DecisionKind, 'request-changes'>;
const isChosen = (kind: DecisionKind): kind is Chosen => kind !== 'request-changes';

/** What was decided, and deciding: each with a reason, on what the reviewer has seen. */
export function DecisionCard({ submissionId, onBegun }: { submissionId: string; onBegun: () => void }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(decisions(submissionId));
  if (isPending) return <Skeleton rows={1} label="Loading the decisions" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <Card title="Decision">
      <Decisions submissionId={submissionId} view={data} onBegun={onBegun} />
    </Card>
  );
}

function Decisions({
  submissionId,
  view,
  onBegun,
}: {
  submissionId: string;
  view: DecisionsView;
  onBegun: () => void;
}) {
  const seen = useSeenVersion(view.version);
  // One's own act outdates nothing.
  const begun = () => {
    seen.letGo();
    onBegun();
  };
  return (
    <div className="flex flex-col gap-5">
      {view.escalatedByName && (
        <Notice tone="warn" title={`${view.escalatedByName} asks for a second opinion`}>
          Another reviewer decides.
        </Notice>
      )}
      {view.mayBegin && <Begin submissionId={submissionId} version={view.version} onDone={begun} />}
      <Decide submissionId={submissionId} view={view} seen={seen} />
      {view.decisions.length > 0 && <DecisionList decisions={view.decisions} />}
    </div>
  );
}

function Begin({ submissionId, version, onDone }: { submissionId: string; version: number; onDone: () => void }) {
  const begin = useBeginReview(submissionId, onDone);
  const start = () => begin.mutate({ version });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">The ISV sees that somebody is at it. Approving comes after that.</p>
      {begin.error && <ProblemCard error={begin.error} />}
      <Button look="primary" className="self-start" isBusy={begin.isPending} onPress={start}>
        Begin the review
      </Button>
    </div>
  );
}

function Decide({ submissionId, view, seen }: { submissionId: string; view: DecisionsView; seen: SeenVersion }) {
  const [kind, setKind] = useState<Chosen>();
  const [reason, setReason] = useState('');
  const choices = view.choices.filter(({ kind: one, whyNot }) => isChosen(one) && !whyNot);
  const refusal = view.choices.find(({ kind: one }) => one === 'approve')?.whyNot;
  const offered = choices.find((choice) => choice.kind === kind)?.kind;
  const clear = () => {
    setKind(undefined);
    setReason('');
    seen.letGo();
  };
  const decide = useDecide(submissionId, clear);
  if (kind && !offered) {
    const whyNot = kind === 'approve' && isApprovalToCome(view) ? refusal : undefined;
    return <Outrun kind={kind} reason={reason} whyNot={whyNot} onGone={clear} />;
  }
  if (choices.length === 0) {
    return <p className="text-ink-soft">{view.escalatedByName ? refusal : 'There is nothing to decide now.'}</p>;
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        // Whoever is refused for it is shown what has been done since, and may decide on that.
        const onError = (error: Error) => isMovedOn(error) && seen.letGo();
        if (kind) decide.mutate({ kind, reason, version: seen.version }, { onError });
      }}
    >
      {view.status === 'in-review' && refusal && <NotYet refusal={refusal} />}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Select
          label="Decision"
          placeholder="Choose what to decide …"
          options={offeredBy(view)}
          value={offered}
          onChange={(id) => {
            setKind(id as Chosen);
            setReason('');
            seen.begin();
          }}
        />
        {offered && <BeginWith kind={offered} reason={reason} onChange={setReason} />}
      </div>
      {offered && (
        <>
          <TextField
            label="Reason"
            hint={
              offered === 'escalate'
                ? 'Reviewers alone read it. The request goes back to nobody, so that another takes it.'
                : 'The ISV reads it. Change the words as you like.'
            }
            value={reason}
            onChange={setReason}
            rows={3}
            maxLength={4000}
          />
          {decide.error && <NotDecided error={decide.error} />}
          <div className="flex flex-wrap gap-2">
            <Button
              type="submit"
              look={offered === 'reject' ? 'danger' : 'primary'}
              isDisabled={reason.trim() === ''}
              isBusy={decide.isPending}
            >
              {DECISION_WORDS[offered].does}
            </Button>
            <Button look="quiet" onPress={clear}>
              Not now
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

const isApprovalToCome = ({ status, mayBegin }: DecisionsView): boolean => mayBegin || status === 'in-review';

/** Approving is shown while it is to come, with what it waits for. */
function offeredBy(view: DecisionsView): Option[] {
  return view.choices
    .filter(({ kind, whyNot }) => isChosen(kind) && (!whyNot || (kind === 'approve' && isApprovalToCome(view))))
    .map(({ kind: id, whyNot }) => ({
      ...{ id, title: DECISION_WORDS[id].does, detail: whyNot },
      isDisabled: whyNot !== undefined,
    }));
}

function NotYet({ refusal }: { refusal: string }) {
  return (
    <p className="text-ink-soft">
      {`It cannot be approved yet. ${refusal} `}
      <a href={`#${CHECKLIST_ID}`} className="text-accent-strong underline">
        Go to the checklist
      </a>
    </p>
  );
}

type Beginning = { kind: DecisionKind; reason: string; onChange: (words: string) => void };

function BeginWith({ kind, reason, onChange }: Beginning) {
  const canned = CANNED_REASONS[kind];
  return (
    <Select
      label="Begin with"
      placeholder="Your own words"
      options={canned.map(({ id, title }) => ({ id, title }))}
      value={canned.find(({ words }) => words === reason)?.id}
      onChange={(id) => onChange(canned.find((one) => one.id === id)?.words ?? '')}
    />
  );
}

type OutrunBy = { kind: Chosen; reason: string; whyNot?: string; onGone: () => void };

/** What was chosen cannot be decided any more, or not now: the words of it are kept until the reviewer lets them go. */
function Outrun({ kind, reason, whyNot, onGone }: OutrunBy) {
  const { does } = DECISION_WORDS[kind];
  return (
    <WordsKept
      title={whyNot ? 'This cannot be decided now' : 'Somebody decided while you did'}
      about={
        whyNot
          ? `“${does}” is not possible at the moment. ${whyNot} Your words come back with it.`
          : `“${does}” is not possible any more; below is what was decided. Nothing of yours was sent.`
      }
      words={reason}
      onGone={onGone}
    />
  );
}

function NotDecided({ error }: { error: Error }) {
  if (!isMovedOn(error)) return <ProblemCard error={error} />;
  return (
    <Notice tone="warn" title="Somebody decided while you did">
      {error.message}
    </Notice>
  );
}

export function DecisionList({
  decisions: all,
}: {
  decisions: Pick<DecisionView, 'id' | 'kind' | 'reason' | 'byName' | 'at'>[];
}) {
  return (
    <ol aria-label="What was decided" className="flex flex-col gap-4 border-t border-line pt-4">
      {all.map(({ id, kind, reason, byName, at }) => (
        <li key={id} className="flex flex-col gap-1">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status tone={DECISION_WORDS[kind].tone}>{DECISION_WORDS[kind].done}</Status>
            <span className="text-[0.87rem] text-ink-faint">
              {`${byName}, `}
              <Moment at={at} />
            </span>
          </p>
          <p className="[overflow-wrap:anywhere] whitespace-pre-line">{reason}</p>
        </li>
      ))}
    </ol>
  );
}
