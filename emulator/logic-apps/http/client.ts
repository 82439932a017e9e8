import { getCACertificates } from 'node:tls';
import { Agent, fetch } from 'undici';
import type { Core } from '../../core/core.ts';
import { decodeBody, shownHeaders } from './body.ts';
import { routeOf } from './hosts.ts';

const TIMEOUT_MS = 120_000;
/** A service takes real time to answer, whatever the scale. */
const SHORTEST_TIMEOUT_MS = 10_000;

export type HttpRequest = {
  method: string;
  url: URL;
  headers: Record<string, string>;
  content?: string | Uint8Array<ArrayBuffer>;
};
export type HttpResponse = {
  statusCode: number;
  headers: Record<string, string>;
  /** Absent when the response had none. */
  body?: unknown;
  isEmulated: boolean;
};

/** No response: the host is unknown, refuses, breaks off, or takes too long. */
export class NoResponse extends Error {}

export type HttpClient = {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  close(): Promise<void>;
};

/** Sends to the local services what is meant for Microsoft, and everything else to where it says. */
export function createHttpClient({ addresses, clock }: Pick<Core, 'addresses' | 'clock'>, caPem?: string): HttpClient {
  const ca = caPem ? [...getCACertificates('default'), caPem] : undefined;
  const dispatcher = new Agent({ connect: { ca } });
  const timeoutMs = Math.max(clock.wallMs(TIMEOUT_MS), SHORTEST_TIMEOUT_MS);
  return {
    close: () => dispatcher.destroy(),
    async send({ method, url, headers, content }, signal) {
      const route = routeOf(url, addresses);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(route.url, {
          method,
          headers,
          body: ['GET', 'HEAD'].includes(method) ? undefined : content,
          dispatcher,
          signal: AbortSignal.any([signal, timeout]),
        });
        const body = decodeBody(new Uint8Array(await response.arrayBuffer()), response.headers.get('content-type'));
        return {
          statusCode: response.status,
          headers: shownHeaders(response.headers),
          ...(body === undefined ? {} : { body }),
          isEmulated: route.isEmulated,
        };
      } catch (error) {
        signal.throwIfAborted();
        if (timeout.aborted)
          throw new NoResponse('Http request failed: the server did not respond within the timeout limit.');
        throw new NoResponse(`Http request failed as there is an error: '${reasonOf(error)}'.`, { cause: error });
      }
    },
  };
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
}
