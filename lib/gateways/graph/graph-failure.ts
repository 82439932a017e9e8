import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import { GraphErrorBody } from '#lib/wire/graph/collection.ts';
import { claimsOf } from '../claims-challenge.ts';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';

const UPSTREAM = 'Microsoft Graph';

type Asked = { method?: string; path: string };

/** No answer at all, or none in time. */
export function graphSilence(cause: unknown): AppError {
  return new AppError(
    'upstream-unavailable',
    'Microsoft Graph could not be reached in time. Try again in a moment.',
    { upstream: UPSTREAM },
    { cause },
  );
}

/** An answer that is not what the documentation says: the path that does not fit, never its value. */
export function graphMalformed({ path }: Asked, field: string): AppError {
  return new AppError('upstream-malformed', 'Microsoft Graph answered in a form this portal does not know.', {
    upstream: UPSTREAM,
    path,
    field,
  });
}

/** A list whose next page was read before, or that is longer than any can be: a part of it must not pass for the whole. */
export function graphEndless({ path }: Asked): AppError {
  return new AppError('upstream-malformed', 'Microsoft Graph’s list does not come to an end. Try again in a moment.', {
    upstream: UPSTREAM,
    path,
  });
}

/** A refusal in our words, with what Microsoft's support asks for. */
export function graphRefusal(response: Response, text: string, { method = 'GET', path }: Asked): AppError {
  const error = errorOf(text);
  const details = {
    upstream: UPSTREAM,
    operation: `${method} ${path.split('?')[0]}`,
    upstreamStatus: response.status,
    upstreamCode: error?.code,
    upstreamRequestId: response.headers.get('request-id') ?? undefined,
    innerError: error && innermost(error),
  };
  const asking = askingPerson(response, details);
  if (asking) return asking;
  const { code, message } = wordsFor(response.status, error?.message || error?.code || 'no reason given');
  const wait = retryAfterSeconds(response.headers.get('retry-after'));
  return new AppError(code, message, { ...details, retryAfterSeconds: wait });
}

/** What only the person can help with: one more check, or a new sign-in for a token that expired or was taken back. */
function askingPerson(response: Response, details: { upstreamCode?: string }): AppError | undefined {
  const claims = claimsOf(response.headers.get('www-authenticate'));
  if (claims) {
    const words = 'Your organisation asks you to confirm who you are.';
    return new AppError('claims-challenge', words, { ...details, claims });
  }
  if (details.upstreamCode !== 'InvalidAuthenticationToken') return undefined;
  return new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.', details);
}

function wordsFor(status: number, said: string): { code: ProblemCode; message: string } {
  if (status === 429)
    return { code: 'upstream-throttled', message: 'Microsoft Graph is busy. Try again in a few seconds.' };
  if (status >= 500)
    return { code: 'upstream-unavailable', message: 'Microsoft Graph has a problem right now. Try again in a moment.' };
  if (status === 403) return { code: 'upstream-forbidden', message: `Microsoft Graph refused this: ${said}` };
  if (status === 404) return { code: 'upstream-not-found', message: `Microsoft Graph did not find it: ${said}` };
  return { code: 'upstream-rejected', message: `Microsoft Graph did not accept this: ${said}` };
}

type GraphErrorFacts = z.infer<typeof GraphErrorBody>['error'];

function errorOf(text: string): GraphErrorFacts | undefined {
  try {
    return GraphErrorBody.safeParse(JSON.parse(text)).data?.error;
  } catch {
    // A proxy's page, say: the status alone has to do.
    return undefined;
  }
}

/** The deepest error of the body: the most specific code wins (https://learn.microsoft.com/graph/errors). */
function innermost(error: GraphErrorFacts): { code?: string; message?: string } | undefined {
  let found: { code?: string; message?: string } | undefined;
  let inner = error.innerError ?? error.innererror;
  while (inner) {
    if (inner.code) found = { code: inner.code, message: inner.message };
    inner = inner.innerError ?? inner.innererror;
  }
  return found;
}
