import { z } from 'zod';
import type { RouteSpec } from '#lib/platform/route.ts';

/** What every route takes and answers besides its own contract: keys, tags and budgets. */

export type Guarded = { spec: RouteSpec; isWrite: boolean };

const IDEMPOTENCY_KEY = z.string().max(202).optional().meta({
  description:
    'A UUID of your own for this one request. Sent again within 24 hours with the same content, the request is not done again: the first answer comes back, with the header Idempotency-Replayed. What was refused or failed frees its key.',
  example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
});
const IF_MATCH = z.string().optional().meta({
  description:
    'The ETag of the publishing request as you read it. If it has changed since, nothing is done and the answer (412) names what changed.',
});
const IF_NONE_MATCH = z
  .string()
  .optional()
  .meta({ description: 'An ETag that you have: if nothing has changed since, the answer is 304 without a body.' });

const isKeyed = ({ spec, isWrite }: Guarded) => isWrite && spec.access !== 'public';

/** Header parameters, where there are any. */
export function headersTaken(guarded: Guarded): { header: z.ZodObject } | undefined {
  const { hasTag, matchesTag } = guarded.spec;
  const taken = {
    ...(isKeyed(guarded) ? { 'Idempotency-Key': IDEMPOTENCY_KEY } : {}),
    ...(matchesTag ? { 'If-Match': IF_MATCH } : {}),
    ...(hasTag && !guarded.isWrite ? { 'If-None-Match': IF_NONE_MATCH } : {}),
  };
  return Object.keys(taken).length > 0 ? { header: z.object(taken) } : undefined;
}

/** Headers of an answer that says what was asked. */
export function headersAnswered(guarded: Guarded) {
  const { access, hasTag } = guarded.spec;
  const names = [
    ...(access === 'public' ? [] : ['RateLimit', 'RateLimit-Policy']),
    ...(hasTag ? ['ETag'] : []),
    ...(isKeyed(guarded) ? ['Idempotency-Replayed'] : []),
  ];
  const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  return names.length > 0 ? { headers } : {};
}

/** Answers that come before what a route itself has to say. */
export function guardAnswers(guarded: Guarded) {
  const { hasTag, matchesTag, access } = guarded.spec;
  const named = [
    ...(hasTag && !guarded.isWrite ? [['304', 'NotModified']] : []),
    ...(isKeyed(guarded) ? [['409', 'Conflict']] : []),
    ...(matchesTag ? [['412', 'ChangedMeanwhile']] : []),
    ...(isKeyed(guarded) ? [['422', 'NotPossible']] : []),
    ...(access === 'public' ? [] : [['429', 'TooManyRequests']]),
  ];
  return Object.fromEntries(named.map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]));
}

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

export const GUARD_HEADERS = {
  RateLimit: text(
    'What is left of your tenant’s budget, and in how many seconds it starts anew: `"reads";r=5990;t=42`.',
  ),
  'RateLimit-Policy': text('The budget: requests `q` in a window of `w` seconds, for all of your tenant together.'),
  ETag: text('Names the state that is answered; for If-None-Match and If-Match.'),
  'Idempotency-Replayed': text('`true` where an earlier answer is told again and nothing was done.'),
};

/** The answers of every route that carry a problem of these guards. */
export function guardResponses(problem: z.ZodType) {
  const content = { 'application/problem+json': { schema: problem } };
  const retryAfter = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' as const } } };
  return {
    NotModified: { description: 'Nothing has changed since the state of the ETag that was sent' },
    Conflict: {
      description:
        'It cannot be done as things stand; or the first request with this Idempotency-Key has not been answered yet (`key-in-use`)',
      content,
    },
    ChangedMeanwhile: {
      description:
        'The request has changed since the state named by If-Match (`changed-meanwhile`); `changed` lists its fields and parts',
      content,
    },
    NotPossible: {
      description:
        'It cannot be done with what was sent; or the Idempotency-Key came with another request (`key-reused`)',
      content,
    },
    TooManyRequests: {
      description: 'Your tenant has spent its budget of this minute (`too-many-requests`)',
      headers: retryAfter,
      content,
    },
  };
}
