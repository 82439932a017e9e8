import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateWith } from '../testing/evaluate-with.ts';
import { ExpressionSyntaxError } from './errors.ts';
import { parseExpression } from './parse.ts';
import { parseTemplate } from './template.ts';

test.each([
  ["length(coalesce(body('a'), json('[]'))", "expected token 'RightParenthesis' and actual 'EndOfData'"],
  ['or(true, false))', "expected token 'EndOfData' and actual 'RightParenthesis'"],
  ["body('a')?", "expected token 'LeftSquareBracket' and actual 'EndOfData'"],
  ["body('a')['x'", "expected token 'RightSquareBracket' and actual 'EndOfData'"],
  ["concat('a' 'b')", "expected token 'RightParenthesis' and actual 'StringLiteral'"],
  ['', "expected token 'Identifier' and actual 'EndOfData'"],
  ['outputs', "expected token 'LeftParenthesis' and actual 'EndOfData'"],
  ["concat('a)", 'no closing quote'],
  ['1 # 2', "the string character '#' at position '2' is not expected"],
])('refuses %s', (source, message) => {
  expect(() => parseExpression(source)).toThrow(ExpressionSyntaxError);
  expect(() => parseExpression(source)).toThrow(message);
});

test('refuses an interpolation that is not closed', () => {
  expect(() => parseTemplate("x @{concat('a')")).toThrow("expected token 'RightCurlyBracket'");
});

test('any text survives as a string literal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(evaluateWith(`@concat('${text.replaceAll("'", "''")}')`)).toBe(text);
    }),
  );
});

test('any text without at-signs stands for itself', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('@')),
      (text) => {
        expect(evaluateWith(text)).toBe(text);
      },
    ),
  );
});

test('any JSON value survives json()', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(evaluateWith(`@json('${text.replaceAll("'", "''")}')`)).toEqual(JSON.parse(text));
    }),
  );
});

test('never throws anything but a syntax error', () => {
  const piece = fc.constantFrom('concat', '(', ')', "'", '[', ']', '?', '.', ',', '1', ' ', 'null', '@', '}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        parseExpression(pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionSyntaxError);
      }
    }),
  );
});
