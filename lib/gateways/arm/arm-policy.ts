import {
  retryPolicy,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
  type RetryStrategy,
  type SendRequest,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';
import { tellWait } from '#lib/platform/waits.ts';
import { armFailure, armMalformed, armRefusal } from './arm-failure.ts';

const MAX_RETRIES = 3;
const RETRY_DELAY_MS = 1_000;
const TRANSIENT = [408, 500, 502, 503, 504];

/**
 * Bounds a request with all its retries, and repeats it only where that is safe: the SDK's own policy would send a POST
 * again after a 5xx, and with it start a second run. Every page of a list is a request of its own.
 */
export function portalPolicy(armUrl: string, timeoutMs: number): PipelinePolicy {
  const { origin } = new URL(armUrl);
  return {
    name: 'portalPolicy',
    async sendRequest(request, next) {
      // The person's token goes to Azure and nowhere else, whatever a page names as the next one.
      if (!request.url.startsWith(`${origin}/`)) throw armMalformed('nextLink');
      request.abortSignal ??= AbortSignal.timeout(timeoutMs);
      const response = await sent(request, next, Date.now() + timeoutMs);
      if (response.status >= 400) throw armRefusal(response);
      refuseForeign(request, response);
      return response;
    },
  };
}

/** Older clients throw what Azure refuses, newer ones hand it over, and forget its body when they throw. */
async function sent(request: PipelineRequest, next: SendRequest, endsAt: number): Promise<PipelineResponse> {
  try {
    const retries = retryPolicy([retriesOf(request, endsAt)], { maxRetries: MAX_RETRIES });
    return await retries.sendRequest(request, next);
  } catch (error) {
    throw error instanceof AppError ? error : armFailure(error);
  }
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
      if (Date.now() + retryAfterInMs >= endsAt) return { skipStrategy: true };
      if (retryCount < MAX_RETRIES) tellWait('Azure', retryAfterInMs / 1000);
      return { retryAfterInMs };
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
