import type { ProblemCode } from './problem-codes.ts';

export type ProblemDetails = Readonly<Record<string, unknown>>;

/** An expected failure: a stable code, words that may be shown to the person, and facts without secrets. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, message: string, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
