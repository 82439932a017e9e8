import { createHash } from 'node:crypto';
import type { ChainState } from '#lib/onboarding/history/contract.ts';
import type { RuleAnswer } from '#lib/onboarding/check-requirements/contract.ts';
import { asksFor, type RequestValues } from '#lib/rules/request-fields.ts';
import type { RuleSet } from '#lib/rules/requirements.ts';
import type { SubmissionView } from '../contract.ts';
import type { Asking } from './contract.ts';

/** Everything that the list is answered from. */
export type ChecklistFacts = {
  view: SubmissionView;
  ruleSet: RuleSet;
  answers: RuleAnswer[];
  chain: ChainState;
  now: Date;
};
export type Item = {
  id: string;
  title: string;
  askedOf: 'portal' | 'person';
  holds?: boolean;
  found: string;
  details: string[];
  source: string;
  place: string;
  mayExcuse: boolean;
  ask: Asking[];
};
type Told = Pick<Item, 'id' | 'title' | 'source' | 'place'>;
/** What does not hold, each with what to ask the ISV for where asking helps. */
export type Wrong = { words: string; ask?: Asking };

/** Answered by the portal: it holds unless something is wrong. */
export function portalItem(told: Told, { good, wrong }: { good: string; wrong: Wrong[] }): Item {
  const details = wrong.length > 1 ? wrong.map(({ words }) => words) : [];
  const bad = wrong.length === 1 ? wrong[0]?.words : `${wrong.length} things do not hold.`;
  const found = wrong.length === 0 ? good : (bad ?? '');
  const ask = wrong.flatMap((one) => one.ask ?? []);
  return { ...told, askedOf: 'portal', holds: wrong.length === 0, found, details, mayExcuse: true, ask };
}

/** No machine can tell: `found` says what to look at. */
export function personItem(told: Omit<Told, 'source'>, found: string, ask: Asking[] = []): Item {
  const source = 'A reviewer looks at it';
  return { ...told, source, askedOf: 'person', found, details: [], mayExcuse: false, ask };
}

/** Stands for what was found of an item: another finding, another mark. */
export function markOf({ id, found, details }: Pick<Item, 'id' | 'found' | 'details'>): string {
  return createHash('sha256')
    .update(JSON.stringify([id, found, details]))
    .digest('hex')
    .slice(0, 16);
}

export const valuesIn = ({ view }: ChecklistFacts): RequestValues =>
  Object.fromEntries(Object.entries(view.fields).map(([name, { value }]) => [name, value]));

export const asks = (facts: ChecklistFacts, what: 'sso' | 'provisioning'): boolean => asksFor(valuesIn(facts), what);

export const about = (kind: Asking['anchor']['kind'], name = ''): Asking['anchor'] => ({ kind, name });
