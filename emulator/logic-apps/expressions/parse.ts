import { ExpressionSyntaxError } from './errors.ts';
import type { Expression } from './syntax.ts';
import { readToken, type Token, type TokenKind } from './tokens.ts';

/**
 * Parses an expression without its leading `@`; the whole text must be one expression.
 * https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-schema#expressions
 */
export function parseExpression(source: string): Expression {
  const parser = new Parser(source, 0);
  const expression = parser.expression();
  parser.expect('EndOfData');
  return expression;
}

/** Parses the expression of `@{…}` from after the brace; `end` is the position after the closing one. */
export function parseEmbedded(source: string, start: number): { expression: Expression; end: number } {
  const parser = new Parser(source, start);
  const expression = parser.expression();
  return { expression, end: parser.expect('RightCurlyBracket').end };
}

class Parser {
  readonly #source: string;
  #next: Token;

  constructor(source: string, start: number) {
    this.#source = source;
    this.#next = readToken(source, start);
  }

  expression(): Expression {
    let expression = this.#primary();
    for (let selected = this.#selection(expression); selected; selected = this.#selection(expression)) {
      expression = selected;
    }
    return expression;
  }

  expect(kind: TokenKind): Token {
    const token = this.#next;
    if (token.kind !== kind) throw this.#unexpected(kind);
    // Nothing is read past the end of an embedded expression: what follows is text.
    if (kind !== 'EndOfData' && kind !== 'RightCurlyBracket') this.#next = readToken(this.#source, token.end);
    return token;
  }

  #primary(): Expression {
    switch (this.#next.kind) {
      case 'StringLiteral':
        return { kind: 'literal', value: this.expect('StringLiteral').text };
      case 'Integer':
      case 'Float':
        return { kind: 'literal', value: Number(this.expect(this.#next.kind).text) };
      default:
        return this.#named(this.expect('Identifier').text);
    }
  }

  #named(name: string): Expression {
    if (this.#next.kind === 'LeftParenthesis') return { kind: 'call', name, args: this.#arguments() };
    const value = CONSTANTS.get(name.toLowerCase());
    if (value === undefined) throw this.#unexpected('LeftParenthesis');
    return { kind: 'literal', value };
  }

  #arguments(): Expression[] {
    this.expect('LeftParenthesis');
    const args: Expression[] = [];
    if (this.#next.kind !== 'RightParenthesis') args.push(this.expression());
    while (this.#next.kind === 'Comma') {
      this.expect('Comma');
      args.push(this.expression());
    }
    this.expect('RightParenthesis');
    return args;
  }

  #selection(target: Expression): Expression | undefined {
    const isSafe = this.#next.kind === 'QuestionMark';
    if (isSafe) this.expect('QuestionMark');
    if (this.#next.kind === 'Dot') {
      this.expect('Dot');
      return { kind: 'selection', target, isSafe, key: { kind: 'literal', value: this.expect('Identifier').text } };
    }
    if (this.#next.kind === 'LeftSquareBracket') {
      this.expect('LeftSquareBracket');
      const key = this.expression();
      this.expect('RightSquareBracket');
      return { kind: 'selection', target, isSafe, key };
    }
    if (isSafe) throw this.#unexpected('LeftSquareBracket');
    return undefined;
  }

  #unexpected(expected: TokenKind): ExpressionSyntaxError {
    return new ExpressionSyntaxError(
      `Unable to parse template language expression '${this.#source}': expected token '${expected}' and actual '${this.#next.kind}'.`,
    );
  }
}

const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
