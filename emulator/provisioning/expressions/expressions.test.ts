import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateText, ExpressionFailed } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import type { Value } from './values.ts';

const JOY: Record<string, Value> = {
  givenName: 'Joy', surname: 'Young', mail: 'joy@contoso.com', department: '', country: 'US', IsSoftDeleted: false,
  accountEnabled: true, otherMails: ['a@x', 'b@x'], appRoleAssignments: ['Admin', 'User'], name: 'Renée  Ågren',
}; // prettier-ignore
const value = (text: string) => evaluateText(text, (name) => JOY[name]);

test.each<[string, Value]>([
  ['Switch([IsSoftDeleted], , "False", "True", "True", "False")', 'True'],
  ['Switch([country], "Other", "SE", "Sweden", "US", "America")', 'America'],
  ['Switch([surname], "Other", "SE", "Sweden")', 'Other'],
  ['Join(" ", [givenName], [department], [surname])', 'Joy Young'],
  ['Join(" ", [nothing], [department])', undefined],
  ['Append([givenName], "-x")', 'Joy-x'],
  ['Append([nothing], "-x")', undefined],
  ['Replace([mail], "contoso.com", , , "fabrikam.com", , )', 'joy@fabrikam.com'],
  ['Replace([givenName], "{0}", , , , , "hello {0}!")', 'hello Joy!'],
  ['Replace([mail], , "(?<suffix>@.*)", "suffix", "", , )', 'joy'],
  ['Mid([mail], 1, 3)', 'joy'],
  ['Left([mail], 3)', 'joy'],
  ['Right([mail], 3)', 'com'],
  ['ToLower([surname])', 'young'],
  ['ToUpper([surname])', 'YOUNG'],
  ['IsPresent([department])', false],
  ['Coalesce([department], [nothing], "none")', 'none'],
  ['IIF([country]="US", [givenName], [surname])', 'Joy'],
  ['IIF(IsPresent([department]), "yes", "no")', 'no'],
  ['Not([accountEnabled])', 'False'],
  ['SingleAppRoleAssignment([appRoleAssignments])', 'Admin'],
  ['Item([otherMails], 2)', 'b@x'],
  ['Count([otherMails])', 2],
  ['Word([mail], 2, "@.")', 'contoso'],
  ['InStr([mail], "@")', 4],
  ['NormalizeDiacritics([name])', 'Renee  Agren'],
  ['StripSpaces([name])', 'RenéeÅgren'],
  ['Split("a;b", ";")', ['a', 'b']],
  ['"say \\"hi\\""', 'say "hi"'],
])('%s', (text, expected) => {
  expect(value(text)).toEqual(expected);
});

test.each([
  ['Join(" ", [givenName]', 'InvalidExpression'],
  ['Nope([givenName])', 'UnknownFunction'],
  ['FormatDateTime([x], , "a", "b")', 'NotImplemented'],
  ['ToLower()', 'InvalidArgumentCount'],
  ['[givenName] [surname]', 'InvalidExpression'],
  ['', 'InvalidExpression'],
])('%s is refused as %s', (text, code) => {
  expect(parseExpression(text)).toMatchObject({ ok: false, error: { code } });
});

test('a value that cannot be computed is a failure of the expression', () => {
  expect(() => value('Mid([mail], "x", 3)')).toThrow(ExpressionFailed);
  expect(() => value('Replace([mail], , "(", , "y", , )')).toThrow(ExpressionFailed);
});

test('any text survives as a constant', () => {
  const text = fc.string().filter((one) => !one.includes('\\'));
  fc.assert(
    fc.property(text, (one) => {
      expect(value(`"${one.replaceAll('"', '\\"')}"`)).toBe(one);
    }),
  );
});

test('Left and Mid take a text apart without loss', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]+$/), fc.nat(20), (text, at) => {
      const read = () => text;
      const parts = [evaluateText(`Left([x], ${at})`, read), evaluateText(`Mid([x], ${at + 1}, 1000)`, read)];
      expect(parts.join('')).toBe(text);
    }),
  );
});
