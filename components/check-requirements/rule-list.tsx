'use client';

import { useState } from 'react';
import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { ToggleFilter } from '#components/ui/toggle-filter.tsx';
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
      <ToggleFilter
        label="Show only requirements in these states"
        options={statesOf(answers, states)}
        chosen={states}
        onChange={setStates}
      />
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

/** A chosen state that nothing has any more stays, so that it can be let go of. */
function statesOf(answers: RuleAnswer[], chosen: ReadonlySet<RuleState>): { id: RuleState; title: string }[] {
  const counted = countStates(answers).map(({ state, words }) => ({ id: state, title: words }));
  const gone = [...chosen].filter((state) => !counted.some(({ id }) => id === state));
  return [...counted, ...gone.map((id) => ({ id, title: `0 ${id.replace('-', ' ')}` }))];
}
