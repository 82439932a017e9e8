import { STATUS_CODES } from 'node:http';
import { AppError } from './errors.ts';
import { PROBLEM_STATUS, type ProblemCode } from './problem-codes.ts';

/** Details that may leave the server; everything else stays in the log. */
const PUBLIC_DETAILS = [
  'field',
  'scopes',
  'claims',
  'upstream',
  'upstreamRequestId',
  'retryAfterSeconds',
  'failed',
  'changed',
] as const;

export type Problem = { title: string; status: number; code: ProblemCode; detail: string; requestId: string } & Record<
  string,
  unknown
>;

/** The words of any error for the person: an expected failure's own, and nothing of an unexpected one. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known =
    error instanceof AppError ? error : new AppError('internal', 'Something unexpected happened. It has been logged.');
  const status = PROBLEM_STATUS[known.code];
  const shown = PUBLIC_DETAILS.filter((name) => known.details[name] !== undefined).map((name) => [
    name,
    known.details[name],
  ]);
  return {
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: known.code,
    detail: known.message,
    requestId,
    ...Object.fromEntries(shown),
  };
}

/** https://www.rfc-editor.org/rfc/rfc9457 */
export function problemResponse(problem: Problem): Response {
  const { retryAfterSeconds } = problem;
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
  });
}
