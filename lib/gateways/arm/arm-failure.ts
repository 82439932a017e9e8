import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import { claimsOf } from '../claims-challenge.ts';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';

const UPSTREAM = 'Azure';

/** https://learn.microsoft.com/rest/api/azure/#process-the-response */
const ArmErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** An answer that is not what the documentation says: the field that does not fit, never its value. */
export function armMalformed(field: string): AppError {
  return new AppError('upstream-malformed', 'Azure answered in a form this portal does not know.', {
    upstream: UPSTREAM,
    field,
  });
}

/** A field that Azure always sends. */
export function needed<Value>(value: Value | null | undefined, field: string): Value {
  if (value === undefined || value === null) throw armMalformed(field);
  return value;
}

type Answered = {
  status: number;
  headers: { get(name: string): string | undefined };
  bodyAsText?: string | null;
};

/** What the SDKs throw, in our words. */
export function armFailure(error: unknown): AppError {
  const { response } = error as { response?: Answered };
  if (!response) {
    return new AppError(
      'upstream-unavailable',
      'Azure could not be reached in time. Try again in a moment.',
      { upstream: UPSTREAM },
      { cause: error },
    );
  }
  // The SDK's own error quotes the body: it goes no further.
  return response.status < 400 ? armMalformed('') : armRefusal(response);
}

/** A refusal in our words, with what Microsoft's support asks for. */
export function armRefusal({ status, headers, bodyAsText }: Answered): AppError {
  const said = errorOf(bodyAsText);
  const details = {
    upstream: UPSTREAM,
    upstreamStatus: status,
    upstreamCode: said?.code,
    upstreamRequestId: headers.get('x-ms-request-id'),
  };
  const claims = claimsOf(headers.get('www-authenticate'));
  if (claims)
    return new AppError('claims-challenge', 'Your organisation asks you to confirm who you are.', {
      ...details,
      claims,
    });
  // Expired on the way, or taken back: a new sign-in brings a new one.
  if (said?.code === 'ExpiredAuthenticationToken')
    return new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.', details);
  const { code, message } = wordsFor(status, said?.message ?? 'no reason given');
  return new AppError(code, message, { ...details, retryAfterSeconds: retryAfterSeconds(headers.get('retry-after')) });
}

function errorOf(text: string | null | undefined) {
  try {
    return ArmErrorBody.safeParse(JSON.parse(text ?? '')).data?.error;
  } catch {
    // A proxy's page, say: the status alone has to do.
    return undefined;
  }
}

function wordsFor(status: number, said: string): { code: ProblemCode; message: string } {
  if (status === 429) return { code: 'upstream-throttled', message: 'Azure is busy. Try again in a few seconds.' };
  if (status >= 500)
    return { code: 'upstream-unavailable', message: 'Azure has a problem right now. Try again in a moment.' };
  if (status === 403) return { code: 'upstream-forbidden', message: `Azure refused this: ${said}` };
  if (status === 404) return { code: 'upstream-not-found', message: `Azure did not find it: ${said}` };
  return { code: 'upstream-rejected', message: `Azure did not accept this: ${said}` };
}
