'use client';

import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { RuleRow, RuleSource } from './rule-row.tsx';
import { countStates } from './rule-states.ts';

export type Recheck = {
  isChecking: boolean;
  /** Undefined where nothing can be done from here. */
  of: (answer: RuleAnswer) => (() => void) | undefined;
};

/** The rules of one area. Closed at first when there is nothing to do; what most of them rest on is said once. */
export function RuleGroup({
  title,
  answers,
  shown,
  recheck,
}: {
  title: string;
  answers: RuleAnswer[];
  shown: RuleAnswer[];
  recheck: Recheck;
}) {
  const source = commonSource(answers);
  const isFiltered = shown.length < answers.length;
  // Before the first check nothing is known of any of them: the titles say enough.
  const isChecked = answers.some(({ checkedAt }) => checkedAt !== undefined);
  const hasOpen = answers.some(({ state }) => state === 'not-met' || state === 'unknown');
  const isOpenAtFirst = isFiltered || (isChecked && hasOpen);
  if (shown.length === 0) return null;
  return (
    <Card>
      <Disclosure
        // What a check found may open or close it again.
        key={String(isOpenAtFirst)}
        level={2}
        isOpenAtFirst={isOpenAtFirst}
        title={
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="text-[1.05rem] font-semibold">{title}</span>
            <span className="text-[0.87rem] text-ink-faint">
              {countStates(answers)
                .map(({ words }) => words)
                .join(' · ')}
            </span>
          </span>
        }
      >
        <ul className="divide-y divide-line">
          {shown.map((answer) => (
            <RuleRow key={answer.rule} answer={answer} groupSource={source?.name}>
              <RecheckButton answer={answer} recheck={recheck} />
            </RuleRow>
          ))}
        </ul>
        {source && (
          <p className="mt-2 text-[0.85rem] text-ink-faint">
            {'Source, where none is named: '}
            <RuleSource source={source} />
          </p>
        )}
      </Disclosure>
    </Card>
  );
}

function RecheckButton({ answer, recheck }: { answer: RuleAnswer; recheck: Recheck }) {
  const again = recheck.of(answer);
  if (!answer.checkedAt || !again) return null;
  const words = answer.isFromProbe ? 'Probe again' : 'Check again';
  return (
    <Button look="quiet" isDisabled={recheck.isChecking} aria-label={`${words}: ${answer.title}`} onPress={again}>
      {words}
    </Button>
  );
}

/** The source of at least two of the rules, and of more than any other. */
function commonSource(answers: RuleAnswer[]): RuleAnswer['source'] | undefined {
  const same = ({ name }: RuleAnswer['source']) => answers.filter(({ source }) => source.name === name).length;
  const [first] = answers.map(({ source }) => source).toSorted((a, b) => same(b) - same(a));
  return first && same(first) > 1 ? first : undefined;
}
