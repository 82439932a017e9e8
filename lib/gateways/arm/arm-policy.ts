import {
  retryPolicy,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type RetryStrategy,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { retryAfterSeconds } from '../retry-after.ts';
import { armMalformed } from './arm-failure.ts';

const MAX_RETRIES = 3;
const RETRY_DELAY_MS = 1_000;
const TRANSIENT = [408, 500, 502, 503, 504];

/**
 * Bounds a request with all its retries, and repeats it only where that is safe: the SDK's own policy would send a POST
 * again after a 5xx, and with it start a second run. Every page of a list is a request of its own.
 */
export function portalPolicy(timeoutMs: number): PipelinePolicy {
  return {
    name: 'portalPolicy',
    async sendRequest(request, next) {
      request.abortSignal ??= AbortSignal.timeout(timeoutMs);
      const strategy = retriesOf(request, Date.now() + timeoutMs);
      const response = await retryPolicy([strategy], { maxRetries: MAX_RETRIES }).sendRequest(request, next);
      refuseForeign(request, response);
      return response;
    },
  };
}

function retriesOf({ method }: PipelineRequest, endsAt: number): RetryStrategy {
  return {
    name: 'portalRetries',
    retry({ retryCount, response }) {
      const isSafe = method !== 'POST' && (!response || TRANSIENT.includes(response.status));
      if (response?.status !== 429 && !isSafe) return { skipStrategy: true };
      const waitS = retryAfterSeconds(response?.headers.get('retry-after'));
      const retryAfterInMs = waitS === undefined ? RETRY_DELAY_MS * 2 ** retryCount : waitS * 1000;
      // A wait that would outlast the timeout is not begun: the caller is told how long it is instead.
      return Date.now() + retryAfterInMs < endsAt ? { retryAfterInMs } : { skipStrategy: true };
    },
  };
}

/** What Azure reads out is a resource or a collection (https://learn.microsoft.com/rest/api/azure/#process-the-response). */
const ReadAnswer = z.union([z.looseObject({ id: z.string() }), z.looseObject({ value: z.array(z.unknown()) })]);

/** The SDKs take any JSON, and turn a body that is something else into an empty list. */
function refuseForeign({ method }: PipelineRequest, { status, bodyAsText }: PipelineResponse): void {
  if (method !== 'GET' || status !== 200) return;
  if (!ReadAnswer.safeParse(jsonOf(bodyAsText)).success) throw armMalformed('value');
}

function jsonOf(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // Refused with everything else that is no answer of Azure.
    return undefined;
  }
}
