import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import type { Tone } from '#components/ui/status.tsx';

export type RuleState = RuleAnswer['state'];

export const STATES: Record<RuleState, { tone: Tone; word: string }> = {
  met: { tone: 'ok', word: 'Met' },
  'not-met': { tone: 'bad', word: 'Not met' },
  unknown: { tone: 'unknown', word: 'Unknown' },
  later: { tone: 'waiting', word: 'Later step' },
  information: { tone: 'info', word: 'Good to know' },
};
const COUNTED: Record<RuleState, string> = {
  met: 'met',
  'not-met': 'not met',
  unknown: 'unknown',
  later: 'later',
  information: 'good to know',
};

/** How many answers have each state, in the order of the strip; states that nothing has are left out. */
export function countStates(answers: RuleAnswer[]): { state: RuleState; count: number; words: string }[] {
  return (Object.keys(COUNTED) as RuleState[])
    .map((state) => ({ state, count: answers.filter((answer) => answer.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => ({ state, count, words: `${count} ${COUNTED[state]}` }));
}
