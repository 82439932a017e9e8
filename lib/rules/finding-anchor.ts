import { fieldLabel, REQUEST_FIELDS, ruleText } from './request-fields.ts';
import { RULE_SETS } from './requirements.ts';
import { TEST_CATALOGUE } from './test-catalogue.ts';

export type Anchor = { kind: 'field' | 'test' | 'rule' | 'request'; name: string };

/** What something that is asked for is about, in the words of the pages. */
export function anchorTitle({ kind, name }: Anchor): string {
  if (kind === 'field') return fieldLabel(name);
  if (kind === 'rule') return ruleText(name);
  if (kind === 'test') return TEST_CATALOGUE.find(({ id }) => id === name)?.title ?? name;
  return name;
}

/** All that something can be asked for about: the request as a whole, its fields, the tests, the rules. */
export function allAnchors(): (Anchor & { title: string })[] {
  const rules = new Set(RULE_SETS.flatMap((set) => set.rules.map(({ id }) => id)));
  const anchors: Anchor[] = [
    ...Object.keys(REQUEST_FIELDS).map((name) => ({ kind: 'field' as const, name })),
    ...TEST_CATALOGUE.map(({ id }) => ({ kind: 'test' as const, name: id })),
    ...[...rules].map((name) => ({ kind: 'rule' as const, name })),
  ];
  const prefix = { field: '', test: 'Test: ', rule: 'Rule: ', request: '' };
  const titled = anchors.map((anchor) => ({ ...anchor, title: `${prefix[anchor.kind]}${anchorTitle(anchor)}` }));
  return [{ kind: 'request', name: '', title: 'The request as a whole' }, ...titled];
}
