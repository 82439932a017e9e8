/** The parsed form of an expression. */
export type Expression = Literal | Call | Selection;
export type Literal = { kind: 'literal'; value: string | number | boolean | null };
export type Call = { kind: 'call'; name: string; args: Expression[] };
/** `target['key']`, `target.key`, `target[0]`; `isSafe` for the forms with a question mark. */
export type Selection = { kind: 'selection'; target: Expression; key: Expression; isSafe: boolean };

/** What a string of a definition stands for: itself, the value of an expression, or text around expressions (always a string). */
export type Template =
  | { kind: 'text'; text: string }
  | { kind: 'expression'; source: string; expression: Expression }
  | { kind: 'interpolation'; parts: (string | { source: string; expression: Expression })[] };

/** Every call in an expression, outer ones first. */
export function* callsIn(expression: Expression): Generator<Call> {
  if (expression.kind === 'selection') {
    yield* callsIn(expression.target);
    yield* callsIn(expression.key);
  }
  if (expression.kind !== 'call') return;
  yield expression;
  for (const argument of expression.args) yield* callsIn(argument);
}

export function expressionsOf(template: Template): Expression[] {
  if (template.kind === 'text') return [];
  if (template.kind === 'expression') return [template.expression];
  return template.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.expression]));
}
