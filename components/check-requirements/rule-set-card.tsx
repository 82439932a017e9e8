'use client';

import type { Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { useChangeRuleSet } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';

const dayOf = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

type Newer = NonNullable<Requirements['newer']>;

/** What a newer rule set changes, and the way to it. Nothing moves by itself. */
export function NewerRuleSet({ newer }: { newer: Newer }) {
  const { id } = useOnboarding();
  const change = useChangeRuleSet(id);
  return (
    <div className="flex flex-col gap-3">
      {change.error && <ProblemCard error={change.error} />}
      <Notice
        tone="info"
        title={`There are newer requirements: ${newer.title}`}
        actions={
          <Button isBusy={change.isPending} onPress={() => change.mutate({ ruleSet: newer.id })}>
            {`Move to the rules of ${dayOf(newer.date)}`}
          </Button>
        }
      >
        <p>Your onboarding stays with its own rules until you move. Answers to rules of both are kept.</p>
        <Changes changes={newer.changes} />
      </Notice>
    </div>
  );
}

function Changes({ changes: { added, removed, levels, words } }: { changes: Newer['changes'] }) {
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Part title="New" lines={added.map(({ text, level }) => ({ now: text, detail: inWords(level) }))} />
      <Part title="No longer asked" lines={removed.map(({ text, level }) => ({ now: text, detail: `Was ${level}` }))} />
      <Part
        title="Weighs differently"
        lines={levels.map(({ text, from, to }) => ({ now: text, detail: `Now ${to}, before ${from}` }))}
      />
      <Part title="Other words" lines={words.map(({ from, to }) => ({ now: to, detail: `Before: ${from}` }))} />
    </div>
  );
}

const inWords = (level: string): string => level[0]!.toUpperCase() + level.slice(1);

function Part({ title, lines }: { title: string; lines: { now: string; detail: string }[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="font-medium text-ink">{title}</p>
      <ul className="mt-1 flex list-disc flex-col gap-1.5 pl-5">
        {lines.map(({ now, detail }) => (
          <li key={now}>
            {now}
            <span className="block text-[0.9rem] text-ink-faint">{detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which rules these are, and where their sources contradict each other. */
export function RuleSetFoot({ data }: { data: Requirements }) {
  return (
    <section aria-label="Rule set" className="text-[0.92rem] text-ink-soft">
      <p>{`${data.ruleSetTitle}: rule set ${data.ruleSet} of ${dayOf(data.ruleSetDate)}.`}</p>
      <Disclosure title={`Where the sources disagree, and how these rules decide (${data.disagreements.length})`}>
        <dl className="flex flex-col gap-3">
          {data.disagreements.map(({ topic, says, decision }) => (
            <div key={topic}>
              <dt className="font-medium text-ink">{topic}</dt>
              {says.map((one) => (
                <dd key={one}>{one}</dd>
              ))}
              <dd className="text-ink">{`Here: ${decision}`}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </section>
  );
}
