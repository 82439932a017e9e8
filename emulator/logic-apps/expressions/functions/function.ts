import type { EvaluationContext } from '../context.ts';

/** A function of the language: `apply` gets its arguments' values, `lazily` gets them unevaluated. */
export type TemplateFunction = { min: number; max: number } & (
  | { apply: (args: unknown[], context: EvaluationContext) => unknown }
  | { lazily: (args: (() => unknown)[], context: EvaluationContext) => unknown }
);
export type FunctionGroup = Record<string, TemplateFunction>;

export const ANY_NUMBER = Infinity;
