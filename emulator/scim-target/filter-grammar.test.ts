import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScimRefusal } from './errors.ts';
import { resourceTest } from './filter.ts';
import { parseFilter, parsePatchPath } from './filter-grammar.ts';

const anyText = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom('(', ')', '[', ']', ' and ', ' or ', 'not ', 'title', '.value', ' eq ', ' pr', '"x"', '1', ' '),
    )
    .map((parts) => parts.join('')),
);

test('any text is a filter or a refusal, never a crash', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const parse of [parseFilter, parsePatchPath]) {
        try {
          parse(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimRefusal);
        }
      }
    }),
  );
});

test('eq finds exactly the value it is given, whatever characters it has', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, other) => {
      const matches = resourceTest('User', parseFilter(`externalId eq ${JSON.stringify(value)}`));
      expect(matches({ externalId: value })).toBe(true);
      expect(matches({ externalId: other })).toBe(other === value);
    }),
  );
});

test('not turns every answer around, and and binds closer than or', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (a, b, c) => {
      const resource = { ...(a ? { title: 'x' } : {}), ...(b ? { nickName: 'x' } : {}), ...(c ? { locale: 'x' } : {}) };
      const answer = (filter: string) => resourceTest('User', parseFilter(filter))(resource);
      expect(answer('title pr or nickName pr and locale pr')).toBe(a || (b && c));
      expect(answer('not (title pr or nickName pr) and locale pr')).toBe(!(a || b) && c);
    }),
  );
});
