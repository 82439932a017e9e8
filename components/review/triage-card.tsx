'use client';

import type { SubmissionView } from '#lib/review/contract.ts';
import { useSession } from '#lib/session/session.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { HowLong } from '#components/ui/moment.tsx';
import { useAssigning } from './assign-bar.tsx';
import { ClockLine, Due, Risks } from './queue-row.tsx';
import { calendarWords, TURN_TITLES } from './queue-words.ts';

/** Whose the submission is, whose turn it is and until when, and what to look at closely; and taking it on. */
export function TriageCard({ view }: { view: SubmissionView }) {
  const { turn, triage } = view;
  const { assignee, escalatedByName, waitingSince, clocks, riskFlags } = triage;
  const session = useSession();
  const isMine = session.status === 'signed-in' && assignee?.id === session.me.objectId;
  return (
    <Card title="Triage">
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            [
              'Reviewer',
              <Whose key="whose" name={isMine ? 'You' : assignee?.name} escalatedByName={escalatedByName} />,
            ],
            [
              'Whose turn',
              <span key="turn">
                {`${TURN_TITLES[turn]}, `}
                <HowLong since={waitingSince} />
              </span>,
            ],
            ['Due', <DueByCalendar key="due" view={view} />],
            [
              'Time used',
              <span key="time" className="tabular-nums">
                <ClockLine title="Reviewers" clock={clocks.operator} isRunning={turn === 'operator'} />
                <ClockLine title="ISV" clock={clocks.isv} isRunning={turn === 'isv'} />
              </span>,
            ],
            ['Risks', <Risks key="risks" flags={riskFlags} />],
          ]}
        />
        <Take view={view} isMine={isMine} />
      </div>
    </Card>
  );
}

function Whose({ name, escalatedByName }: { name?: string; escalatedByName?: string }) {
  return (
    <>
      {name ?? <span className="text-ink-faint">Nobody yet</span>}
      {escalatedByName && <span className="block text-ink-soft">{`Second opinion for ${escalatedByName}`}</span>}
    </>
  );
}

function DueByCalendar({ view: { turn, triage } }: { view: SubmissionView }) {
  return (
    <>
      <Due of={triage} />
      {triage.dueAt && turn !== 'nobody' && (
        <span className="block text-ink-soft">{`Counted in business days of ${calendarWords(turn, triage.clocks)}`}</span>
      )}
    </>
  );
}

function Take({ view, isMine }: { view: SubmissionView; isMine: boolean }) {
  const { id, applicationName, turn } = view;
  const { assignee } = view.triage;
  const { assign, said, error, isBusy } = useAssigning();
  const takes = assignee ? `Take it over from ${assignee.name}` : 'Take it on';
  // What is over needs no reviewer any more.
  const mayGive = isMine || turn !== 'nobody';
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {mayGive && (
          <Button
            look={assignee ? 'secondary' : 'primary'}
            isBusy={isBusy}
            onPress={() => assign([{ id, applicationName, assignee }], isMine ? 'nobody' : 'me')}
          >
            {isMine ? 'Give it up' : takes}
          </Button>
        )}
        <p role="status" className="[overflow-wrap:anywhere] text-ink-soft">
          {said}
        </p>
      </div>
      {error && <ProblemCard error={error} />}
    </div>
  );
}
