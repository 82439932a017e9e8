import { expect, test } from 'vitest';
import { CATALOGUE } from '#lib/probe/catalogue/catalogue.ts';
import { RULE_SETS } from '#lib/rules/requirements.ts';

test.each(RULE_SETS)('$id: the checks that its rules name are in the probe’s catalogue', ({ rules }) => {
  const known = new Set<string>(CATALOGUE.map(({ id }) => id));
  expect(rules.flatMap(({ checks }) => checks).filter((id) => !known.has(id))).toEqual([]);
});
