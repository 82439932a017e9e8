import { Client, ResponseType, RetryHandlerOptions } from '@microsoft/microsoft-graph-client';
import type { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';
import { tellWait } from '#lib/platform/waits.ts';
import { graphEndless, graphMalformed, graphRefusal, graphSilence } from './graph-failure.ts';

const TIMEOUT_MS = 30_000;
const RETRY_DELAY_S = 2;
const MAX_RETRIES = 3;
/** More than any list here has: beyond it, the list goes in circles. */
const MAX_PAGES = 1_000;

/** Gets a token for Microsoft Graph that carries these delegated scopes. Throws `consent-required` and its kin. */
export type TokenFor = (scopes: readonly string[]) => Promise<string>;

export type GraphSettings = {
  graphUrl: string;
  tokenFor: TokenFor;
  /** For one call with all its retries. */
  timeoutMs?: number;
};
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
  /** Every page to the end of the list, or a failure: never a part of it. */
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
export function graphCaller(settings: GraphSettings): Graph {
  async function send(request: GraphRequest): Promise<string> {
    const { response, text } = await exchange(settings, request, await settings.tokenFor(request.scopes));
    if (!response.ok) throw graphRefusal(response, text, request);
    return text;
  }
  const read: Graph['read'] = async (schema, request) => parsed(schema, await send(request), request);
  return {
    read,
    send: async (request) => void (await send(request)),
    readAll: async (schema, request) => {
      const first = await read(schema, request);
      const items = [...first.value];
      const followed = new Set<string>();
      for (let next = first['@odata.nextLink']; next;) {
        if (followed.has(next) || followed.size >= MAX_PAGES) throw graphEndless(request);
        followed.add(next);
        const answer = await read(schema, { ...request, path: next, query: undefined });
        items.push(...answer.value);
        next = answer['@odata.nextLink'];
      }
      return items;
    },
  };
}

const VERBS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

async function exchange({ graphUrl, timeoutMs = TIMEOUT_MS }: GraphSettings, request: GraphRequest, token: string) {
  const client = Client.initWithMiddleware({
    authProvider: { getAccessToken: async () => token },
    baseUrl: graphUrl,
    // Without this the client sends no token to a host that is not one of Microsoft's.
    customHosts: new Set([new URL(graphUrl).hostname]),
    defaultVersion: request.version ?? 'v1.0',
  });
  const method = request.method ?? 'GET';
  try {
    const response = (await client
      .api(request.path)
      .headers(request.headers ?? {})
      .query(encoded(request.query))
      .options({ signal: AbortSignal.timeout(timeoutMs) })
      .middlewareOptions([retriesOf(method, Date.now() + timeoutMs)])
      // The client's own errors keep no headers when a body is not as it expects.
      .responseType(ResponseType.RAW)
      [VERBS[method]](request.body ?? (method === 'POST' ? {} : undefined))) as Response;
    return { response, text: await response.text() };
  } catch (error) {
    throw graphSilence(error);
  }
}

/** The client puts values into the address as they are: a name with an ampersand would end the parameter. */
function encoded(query: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]));
}

/** Text as an OData string literal: a quote inside is written twice. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A wait that would outlast the timeout is not begun: the caller is told how long it is instead. */
function retriesOf(method: string, endsAt: number): RetryHandlerOptions {
  return new RetryHandlerOptions(RETRY_DELAY_S, MAX_RETRIES, (delay, _attempt, _request, _options, response) => {
    const waitS = retryAfterSeconds(response.headers.get('retry-after')) ?? delay;
    const isWaitedFor = isRetryable(method, response.status) && Date.now() + waitS * 1000 < endsAt;
    if (isWaitedFor) tellWait('Microsoft Graph', waitS);
    return isWaitedFor;
  });
}

function isRetryable(method: string, status: number): boolean {
  return status === 429 || (method === 'GET' && (status === 503 || status === 504));
}

function parsed<Answer>(schema: z.ZodType<Answer>, text: string, request: GraphRequest): Answer {
  const result = schema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  throw graphMalformed(request, result.error.issues[0]?.path.join('.') ?? '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No schema takes undefined: the caller reports it with the rest that does not fit.
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
