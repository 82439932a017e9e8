'use client';

import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { RuleGroup, type Recheck } from './rule-group.tsx';
import { countStates, type RuleState } from './rule-states.ts';

const GROUPS: { id: RuleAnswer['group']; title: string }[] = [
  { id: 'scim-endpoint', title: 'SCIM endpoint' },
  { id: 'authentication', title: 'Authentication' },
  { id: 'tenant', title: 'Your tenant' },
  { id: 'azure', title: 'Azure' },
  { id: 'publisher', title: 'Publisher' },
];

/** Where one stands with all rules in one line, which also filters them, and the rules by area. */
export function RuleList({ answers, recheck }: { answers: RuleAnswer[]; recheck: Recheck }) {
  const [states, setStates] = useState<ReadonlySet<RuleState>>(new Set());
  const isShown = ({ state }: RuleAnswer) => states.size === 0 || states.has(state);
  const shown = answers.filter(isShown);
  return (
    <section aria-label="Requirements" className="flex flex-col gap-4">
      <StateFilter answers={answers} chosen={states} onChange={setStates} />
      {states.size > 0 && (
        <p
          aria-live="polite"
          className="text-[0.9rem] text-ink-faint"
        >{`${shown.length} of ${answers.length} requirements`}</p>
      )}
      {GROUPS.map(({ id, title }) => {
        const own = answers.filter(({ group }) => group === id);
        return <RuleGroup key={id} title={title} answers={own} shown={own.filter(isShown)} recheck={recheck} />;
      })}
    </section>
  );
}

function StateFilter({
  answers,
  chosen,
  onChange,
}: {
  answers: RuleAnswer[];
  chosen: ReadonlySet<RuleState>;
  onChange: (states: ReadonlySet<RuleState>) => void;
}) {
  // A chosen state that nothing has any more stays, so that it can be let go of.
  const counted = countStates(answers);
  const gone = [...chosen].filter((state) => !counted.some((one) => one.state === state));
  return (
    <ToggleButtonGroup
      aria-label="Show only requirements in these states"
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChange(keys as Set<RuleState>)}
      className="flex flex-wrap gap-1.5"
    >
      {[...counted, ...gone.map((state) => ({ state, words: `0 ${state.replace('-', ' ')}` }))].map(
        ({ state, words }) => (
          <ToggleButton
            key={state}
            id={state}
            className="cursor-pointer rounded-full border border-line-strong px-3 py-1 text-[0.92rem] data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[selected]:border-accent data-[selected]:bg-accent-soft"
          >
            {words}
          </ToggleButton>
        ),
      )}
    </ToggleButtonGroup>
  );
}
