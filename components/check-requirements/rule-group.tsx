'use client';

import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Status, type Tone } from '#components/ui/status.tsx';

const STATES: Record<RuleAnswer['state'], { tone: Tone; word: string }> = {
  met: { tone: 'ok', word: 'Met' },
  'not-met': { tone: 'bad', word: 'Not met' },
  unknown: { tone: 'unknown', word: 'Unknown' },
  later: { tone: 'waiting', word: 'Later step' },
  information: { tone: 'info', word: 'Good to know' },
};
const ACTORS: Record<NonNullable<RuleAnswer['actor']>, string> = {
  you: 'You',
  'isv-developer': 'Your developers',
  'azure-admin': 'Your Azure administrator',
  'directory-admin': 'Your directory administrator',
  microsoft: 'Microsoft',
};

export function RuleGroup({
  title,
  answers,
  isChecking,
  onRecheck,
}: {
  title: string;
  answers: RuleAnswer[];
  isChecking: boolean;
  onRecheck: (rule: string) => void;
}) {
  if (answers.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="-my-2 divide-y divide-line">
        {answers.map((answer) => (
          <li key={answer.rule} className="grid grid-cols-1 gap-x-4 gap-y-1 py-3 sm:grid-cols-[8rem_1fr_auto]">
            <div>
              <Status tone={STATES[answer.state].tone}>{STATES[answer.state].word}</Status>
            </div>
            <RuleWords answer={answer} />
            {answer.checkedAt && (
              <Button
                look="quiet"
                isDisabled={isChecking}
                aria-label={`Check again: ${answer.title}`}
                onPress={() => onRecheck(answer.rule)}
              >
                Check again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function RuleWords({ answer }: { answer: RuleAnswer }) {
  return (
    <div className="min-w-0">
      <p className="font-medium">
        {answer.title}
        {answer.level === 'required' && (
          <span className="ml-2 text-[0.85rem] font-normal text-ink-faint">required</span>
        )}
      </p>
      {answer.evidence && <p className="[overflow-wrap:anywhere] text-ink-soft">{answer.evidence}</p>}
      {answer.fix && (
        <p className="mt-1">
          {answer.actor && <span className="font-medium">{`${ACTORS[answer.actor]}: `}</span>}
          {answer.fix}
        </p>
      )}
      <p className="mt-1 text-[0.85rem] text-ink-faint">
        {answer.source.url ? <a href={answer.source.url}>{answer.source.name}</a> : answer.source.name}
        {answer.checkedAt && (
          <>
            {' · '}
            <Moment at={answer.checkedAt} />
          </>
        )}
      </p>
    </div>
  );
}
