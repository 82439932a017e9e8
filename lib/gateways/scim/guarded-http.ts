import { Agent, fetch, type Response } from 'undici';
import { AppError } from '#lib/platform/errors.ts';
import { pinAddress, type OpenHosts, type PinnedAddress, type ResolveName } from './address-guard.ts';

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 2_000_000;
const MAX_REDIRECTS = 3;

export type GuardedRequest = {
  url: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  maxBytes?: number;
};
export type GuardedAnswer = {
  url: string;
  status: number;
  headers: Record<string, string>;
  text: string;
  truncated: boolean;
  durationMs: number;
};
export type GuardedHttp = (request: GuardedRequest) => Promise<GuardedAnswer>;

/**
 * The one HTTP client for addresses that a person typed. Every hop is resolved, checked and pinned; credentials do not
 * follow a redirect to another origin; time and size are bounded. Throws `address-refused`, `upstream-unavailable` or
 * `upstream-timeout`; an HTTP status is an answer, not an error.
 */
export function guardedHttp(openHosts: OpenHosts, resolveName?: ResolveName): GuardedHttp {
  return hops({
    agentFor: async (url) => pinnedAgent(await pinAddress(url, openHosts, resolveName)),
    done: (agent) => void agent.destroy(),
  });
}

/**
 * The same client for many requests to few hosts: each origin is resolved and checked once, its address stays pinned and
 * its connections are kept, until `close`.
 */
export function guardedSession(openHosts: OpenHosts): { http: GuardedHttp; close: () => Promise<void> } {
  const agents = new Map<string, Promise<Agent>>();
  return {
    http: hops({
      agentFor(url) {
        const agent = agents.get(url.origin) ?? pinAddress(url, openHosts).then(pinnedAgent);
        agents.set(url.origin, agent);
        // A name that did not resolve may resolve the next time.
        agent.catch(() => agents.delete(url.origin));
        return agent;
      },
      done: () => undefined,
    }),
    async close() {
      const settled = await Promise.allSettled(agents.values());
      await Promise.all(settled.map((one) => (one.status === 'fulfilled' ? one.value.destroy() : undefined)));
    },
  };
}

type Agents = { agentFor(url: URL): Promise<Agent>; done(agent: Agent): void };

function hops({ agentFor, done }: Agents): GuardedHttp {
  return async (request) => {
    const started = performance.now();
    const signal = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
    let hop: GuardedRequest = request;
    for (let redirects = 0; ; redirects += 1) {
      const url = parseUrl(hop.url);
      const agent = await agentFor(url);
      try {
        const response = await send(hop, url, agent, signal);
        const next = redirectTarget(response, url);
        if (next && redirects < MAX_REDIRECTS) {
          // What is left of it is of no interest, nor is how it ends.
          await response.body?.cancel().catch(() => undefined);
          hop = followed(hop, url, next, response.status);
          continue;
        }
        const { text, truncated } = await readText(response, request.maxBytes ?? MAX_BYTES, url);
        return {
          url: url.href,
          status: response.status,
          headers: Object.fromEntries(response.headers),
          text,
          truncated,
          durationMs: Math.round(performance.now() - started),
        };
      } finally {
        done(agent);
      }
    }
  };
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError('address-refused', 'That is not a full URL.', {});
  return new URL(text);
}

function pinnedAgent({ address, family }: PinnedAddress): Agent {
  return new Agent({
    connect: {
      lookup: (_host, options, callback) =>
        options.all ? callback(null, [{ address, family }]) : callback(null, address, family),
    },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    maxResponseSize: -1,
  });
}

async function send(request: GuardedRequest, url: URL, agent: Agent, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: request.method ?? 'GET',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      dispatcher: agent,
      signal,
    });
  } catch (error) {
    throw failure(error, url);
  }
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (!location || ![301, 302, 303, 307, 308].includes(response.status) || !URL.canParse(location, from))
    return undefined;
  return new URL(location, from);
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-15.4 */
function followed(request: GuardedRequest, from: URL, to: URL, status: number): GuardedRequest {
  const keepsMethod = status === 307 || status === 308 || request.method === 'HEAD';
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).filter(
      ([name]) => to.origin === from.origin || !['authorization', 'cookie'].includes(name.toLowerCase()),
    ),
  );
  // A body may hold a client secret: it goes to another origin no more than a header does.
  const body = keepsMethod && to.origin === from.origin ? request.body : undefined;
  return { ...request, url: to.href, headers, body, method: keepsMethod ? request.method : 'GET' };
}

async function readText(response: Response, maxBytes: number, url: URL): Promise<{ text: string; truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      const bytes = chunk as Uint8Array;
      chunks.push(bytes.subarray(0, maxBytes - size));
      size += bytes.length;
      if (size >= maxBytes) break;
    }
  } catch (error) {
    throw failure(error, url);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), truncated: size > maxBytes };
}

function failure(error: unknown, url: URL): AppError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isTimeout =
    error instanceof Error &&
    (error.name === 'TimeoutError' || /timeout/i.test(String((cause as { code?: string }).code)));
  return isTimeout
    ? new AppError('upstream-timeout', `${url.host} did not answer in time.`, { upstream: url.host }, { cause: error })
    : new AppError(
        'upstream-unavailable',
        `${url.host} could not be reached (${reasonOf(cause)}).`,
        { upstream: url.host },
        { cause: error },
      );
}

function reasonOf(cause: unknown): string {
  const code = (cause as { code?: string } | undefined)?.code ?? '';
  const words: Record<string, string> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was cut',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not from a public authority',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  };
  return words[code] ?? 'no connection';
}
