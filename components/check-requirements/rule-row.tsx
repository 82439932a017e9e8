'use client';

import type { ReactNode } from 'react';
import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Status } from '#components/ui/status.tsx';
import { FactTable } from './fact-table.tsx';
import { STATES } from './rule-states.ts';

const ACTORS: Record<NonNullable<RuleAnswer['actor']>, string> = {
  you: 'You',
  'isv-developer': 'Your developers',
  'azure-admin': 'Your Azure administrator',
  'directory-admin': 'Your directory administrator',
  microsoft: 'Microsoft',
};

/** One rule with its answer; the source only where it is not the group's. */
export function RuleRow({
  answer,
  groupSource,
  children,
}: {
  answer: RuleAnswer;
  groupSource: string | undefined;
  children?: ReactNode;
}) {
  return (
    <li
      id={`rule-${answer.rule}`}
      ref={scrollToIfNamed}
      className="grid scroll-mt-24 grid-cols-1 gap-x-4 gap-y-1 py-3 sm:grid-cols-[8rem_1fr_auto]"
    >
      <div>
        <Status tone={STATES[answer.state].tone}>{STATES[answer.state].word}</Status>
      </div>
      <div className="min-w-0">
        <p className="font-medium">
          {answer.title}
          {answer.level !== 'information' && (
            <span className="ml-2 text-[0.85rem] font-normal text-ink-faint">{answer.level}</span>
          )}
        </p>
        {answer.evidence && <p className="[overflow-wrap:anywhere] text-ink-soft">{answer.evidence}</p>}
        {answer.fix && (
          <p className="mt-1 [overflow-wrap:anywhere]">
            {answer.actor && <span className="font-medium">{`${ACTORS[answer.actor]}: `}</span>}
            {answer.fix}
          </p>
        )}
        {answer.table && (
          <Disclosure title={<span className="text-[0.92rem]">In detail</span>}>
            <FactTable label={answer.title} table={answer.table} />
          </Disclosure>
        )}
        <Foot answer={answer} groupSource={groupSource} />
      </div>
      {children}
    </li>
  );
}

/** Rules arrive after their page: by then the browser has looked for what the address names. */
function scrollToIfNamed(row: HTMLLIElement | null): void {
  if (row && window.location.hash === `#${row.id}`) row.scrollIntoView();
}

function Foot({ answer, groupSource }: { answer: RuleAnswer; groupSource: string | undefined }) {
  const { checks, tests, checkedAt, source } = answer;
  const parts = [
    checks.length > 0 && `Checks ${checks.join(', ')}`,
    tests.length > 0 && `Tests of a run: ${tests.join(', ')}`,
    source.name !== groupSource && <RuleSource key="source" source={source} />,
    checkedAt && <Moment key="at" at={checkedAt} />,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p className="mt-1 text-[0.85rem] text-ink-faint">
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && ' · '}
          {part}
        </span>
      ))}
    </p>
  );
}

export function RuleSource({ source: { name, url } }: { source: RuleAnswer['source'] }) {
  return url ? <a href={url}>{name}</a> : <>{name}</>;
}
