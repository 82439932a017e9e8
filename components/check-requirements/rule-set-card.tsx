'use client';

import type { Requirements } from '#lib/onboarding/check-requirements/contract.ts';
import { useChangeRuleSet } from '#lib/queries/steps.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Notice } from '#components/ui/notice.tsx';

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
            {`Move to the rules of ${newer.date}`}
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
    <div className="mt-2 flex flex-col gap-2">
      <Part title="New" lines={added.map(({ text, level }) => `${text} (${level})`)} />
      <Part title="No longer asked" lines={removed.map(({ text, level }) => `${text} (${level})`)} />
      <Part
        title="Weighs differently"
        lines={levels.map(({ text, from, to }) => `${text} Now ${to}, before ${from}.`)}
      />
      <Part title="Other words" lines={words.map(({ from, to }) => `Now: ${to} Before: ${from}`)} />
    </div>
  );
}

function Part({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Which rules these are, and where their sources contradict each other. */
export function RuleSetFoot({ data }: { data: Requirements }) {
  return (
    <section aria-label="Rule set" className="text-[0.92rem] text-ink-soft">
      <p>{`${data.ruleSetTitle}: rule set ${data.ruleSet} of ${data.ruleSetDate}.`}</p>
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
