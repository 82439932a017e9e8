import { Client, GraphError, RetryHandlerOptions } from '@microsoft/microsoft-graph-client';
import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { GraphErrorBody } from '#lib/wire/graph/collection.ts';
import { claimsOf } from '../claims-challenge.ts';

const TIMEOUT_MS = 30_000;
const RETRY_DELAY_S = 2;
const MAX_RETRIES = 3;
const MAX_PAGES = 50;

/** Gets a token for Microsoft Graph that carries these delegated scopes. Throws `consent-required` and its kin. */
export type TokenFor = (scopes: readonly string[]) => Promise<string>;

export type GraphRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the version, starting with a slash; a full URL for a next link. */
  path: string;
  scopes: readonly string[];
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
  version?: 'v1.0' | 'beta';
};
export type Graph = {
  read: <Answer>(schema: z.ZodType<Answer>, request: GraphRequest) => Promise<Answer>;
  readAll: <Item>(
    schema: z.ZodType<{ value: Item[]; '@odata.nextLink'?: string | undefined }>,
    request: GraphRequest,
  ) => Promise<Item[]>;
  send: (request: GraphRequest) => Promise<void>;
};

/**
 * Calls to Microsoft Graph through the official client: timeout, retries, typed failures.
 * 429 is retried for every method, 503 and 504 only for reads: a write may have happened.
 * https://learn.microsoft.com/graph/sdks/create-client
 */
export function graphCaller({ graphUrl, tokenFor }: { graphUrl: string; tokenFor: TokenFor }): Graph {
  async function send(request: GraphRequest): Promise<unknown> {
    const token = await tokenFor(request.scopes);
    const client = Client.initWithMiddleware({
      authProvider: { getAccessToken: async () => token },
      baseUrl: graphUrl,
      // Without this the client sends no token to a host that is not one of Microsoft's.
      customHosts: new Set([new URL(graphUrl).hostname]),
      defaultVersion: request.version ?? 'v1.0',
    });
    const method = request.method ?? 'GET';
    try {
      return await client
        .api(request.path)
        .headers(request.headers ?? {})
        .query(request.query ?? {})
        .options({ signal: AbortSignal.timeout(TIMEOUT_MS) })
        .middlewareOptions([
          new RetryHandlerOptions(RETRY_DELAY_S, MAX_RETRIES, (_d, _a, _r, _o, { status }) =>
            isRetryable(method, status),
          ),
        ])
        [VERBS[method]](request.body ?? (method === 'POST' ? {} : undefined));
    } catch (error) {
      throw graphFailure(error, request);
    }
  }
  const read: Graph['read'] = async (schema, request) => parsed(schema, await send(request), request.path);
  return {
    read,
    send: async (request) => void (await send(request)),
    readAll: async (schema, request) => {
      const first = await read(schema, request);
      const items = [...first.value];
      let next = first['@odata.nextLink'];
      for (let page = 1; next && page < MAX_PAGES; page += 1) {
        const answer = await read(schema, { ...request, path: next, query: undefined });
        items.push(...answer.value);
        next = answer['@odata.nextLink'];
      }
      return items;
    },
  };
}

const VERBS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

function isRetryable(method: string, status: number): boolean {
  return status === 429 || (method === 'GET' && (status === 503 || status === 504));
}

function parsed<Answer>(schema: z.ZodType<Answer>, body: unknown, path: string): Answer {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('upstream-malformed', 'Microsoft Graph answered in a form this portal does not know.', {
    upstream: 'Microsoft Graph',
    path,
    field: where,
  });
}

function graphFailure(error: unknown, { method = 'GET', path }: GraphRequest): AppError {
  if (!(error instanceof GraphError) || error.statusCode < 400) {
    return new AppError(
      'upstream-unavailable',
      'Microsoft Graph could not be reached in time. Try again in a moment.',
      { upstream: 'Microsoft Graph' },
      { cause: error },
    );
  }
  const details = {
    upstream: 'Microsoft Graph',
    operation: `${method} ${path.split('?')[0]}`,
    upstreamStatus: error.statusCode,
    upstreamCode: error.code ?? undefined,
    upstreamRequestId: error.requestId ?? undefined,
    innerError: innermost(error.body),
  };
  const claims = claimsOf(error.headers?.get('www-authenticate'));
  if (claims)
    return new AppError(
      'claims-challenge',
      'Your organisation asks you to confirm who you are.',
      { ...details, claims },
      { cause: error },
    );
  const { code, message } = wordsFor(error);
  const retryAfterSeconds = Number(error.headers?.get('retry-after')) || undefined;
  return new AppError(code, message, { ...details, retryAfterSeconds }, { cause: error });
}

function wordsFor(error: GraphError): {
  code:
    'upstream-throttled' | 'upstream-unavailable' | 'upstream-forbidden' | 'upstream-not-found' | 'upstream-rejected';
  message: string;
} {
  if (error.statusCode === 429)
    return { code: 'upstream-throttled', message: 'Microsoft Graph is busy. Try again in a few seconds.' };
  if (error.statusCode >= 500)
    return { code: 'upstream-unavailable', message: 'Microsoft Graph has a problem right now. Try again in a moment.' };
  if (error.statusCode === 403)
    return { code: 'upstream-forbidden', message: `Microsoft Graph refused this: ${error.message}` };
  if (error.statusCode === 404)
    return { code: 'upstream-not-found', message: `Microsoft Graph did not find it: ${error.message}` };
  return {
    code: 'upstream-rejected',
    message: `Microsoft Graph did not accept this: ${error.message || (error.code ?? 'no reason given')}`,
  };
}

/** The deepest error of the body: the most specific code wins (https://learn.microsoft.com/graph/errors). */
function innermost(body: unknown): { code?: string; message?: string } | undefined {
  const whole = typeof body === 'string' ? safeJson(body) : body;
  const result = GraphErrorBody.safeParse(isWrapped(whole) ? whole : { error: whole });
  if (!result.success) return undefined;
  let found: { code?: string; message?: string } | undefined;
  let inner = result.data.error.innerError ?? result.data.error.innererror;
  while (inner) {
    if (inner.code) found = { code: inner.code, message: inner.message };
    inner = inner.innerError ?? inner.innererror;
  }
  return found;
}

function isWrapped(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that is no JSON has no inner error to find; the status has been read already.
    return undefined;
  }
}

/** Undefined for what does not exist, or is not replicated yet. */
export async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream-not-found') return undefined;
    throw error;
  }
}
