import { ExpressionSyntaxError } from './errors.ts';

export type TokenKind =
  | 'Identifier'
  | 'StringLiteral'
  | 'Integer'
  | 'Float'
  | 'LeftParenthesis'
  | 'RightParenthesis'
  | 'LeftSquareBracket'
  | 'RightSquareBracket'
  | 'RightCurlyBracket'
  | 'Comma'
  | 'Dot'
  | 'QuestionMark'
  | 'EndOfData';
export type Token = { kind: TokenKind; text: string; start: number; end: number };

const PUNCTUATION: Record<string, TokenKind> = {
  '(': 'LeftParenthesis',
  ')': 'RightParenthesis',
  '[': 'LeftSquareBracket',
  ']': 'RightSquareBracket',
  '}': 'RightCurlyBracket',
  ',': 'Comma',
  '.': 'Dot',
  '?': 'QuestionMark',
};
const NUMBER = /[+-]?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const IDENTIFIER = /[A-Za-z_$][\w$-]*/y;
const BLANK = /\s*/y;

/** Reads the token at or after `position`. */
export function readToken(source: string, position: number): Token {
  const start = matchAt(BLANK, source, position).length + position;
  const character = source[start];
  if (character === undefined) return { kind: 'EndOfData', text: '', start, end: start };
  const mark = PUNCTUATION[character];
  if (mark) return { kind: mark, text: character, start, end: start + 1 };
  if (character === "'") return readString(source, start);
  return readWord(source, start);
}

function readWord(source: string, start: number): Token {
  const digits = matchAt(NUMBER, source, start);
  if (digits) {
    const kind = /[.eE]/.test(digits) ? 'Float' : 'Integer';
    return { kind, text: digits, start, end: start + digits.length };
  }
  const name = matchAt(IDENTIFIER, source, start);
  if (name) return { kind: 'Identifier', text: name, start, end: start + name.length };
  throw new ExpressionSyntaxError(
    `The template language expression '${source}' is not valid: the string character '${source[start]}' at position '${start}' is not expected.`,
  );
}

/** A quote inside a string literal is written twice. */
function readString(source: string, start: number): Token {
  let text = '';
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== "'") text += source[at];
    else if (source[at + 1] === "'") {
      text += "'";
      at += 1;
    } else return { kind: 'StringLiteral', text, start, end: at + 1 };
  }
  throw new ExpressionSyntaxError(
    `Unable to parse template language expression '${source}': the string that starts at position '${start}' has no closing quote.`,
  );
}

function matchAt(pattern: RegExp, source: string, position: number): string {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0] ?? '';
}
