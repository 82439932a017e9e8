import { AppError } from '#lib/platform/errors.ts';
import { retryAfterSeconds } from '#lib/platform/retry-after.ts';
import type { ProbeAnswer, ProbeHttp, ProbeMethod, ProbeRequest } from '../ports.ts';
import { parsedBody, type Answer } from './answer.ts';
import type { Gate } from './gate.ts';
import type { Recording } from './recorder.ts';
import { Ended, NoAnswer, notVerifiable } from './verdict.ts';

const MOST_TRIES = 4;
const STILL_THROTTLED = 'The endpoint kept asking for less load, also after the waits it asked for.';
const SCIM_JSON = 'application/scim+json';

export type CallOptions = {
  headers?: Record<string, string | undefined>;
  /** Sent as it is; an object is sent as JSON. */
  body?: unknown;
  timeoutMs?: number;
  /** Another token than the probe's own; null for none. */
  token?: string | null;
  /** An answer that asks for less load is handed out instead of being tried again. */
  keepThrottled?: boolean;
};
export type Calls = {
  send(method: ProbeMethod, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body: unknown, options?: CallOptions): Promise<Answer>;
  put(path: string, body: unknown, options?: CallOptions): Promise<Answer>;
  /** A PatchOp message (RFC 7644 §3.5.2) with these operations. */
  patch(path: string, operations: readonly unknown[], options?: CallOptions): Promise<Answer>;
  delete(path: string, options?: CallOptions): Promise<Answer>;
};
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export type Line = {
  http: ProbeHttp;
  gate: Gate;
  recorder: Recording;
  /** Nothing is tried again on this line, and nothing is waited for longer than this. */
  onceWithinMs?: number;
};

/**
 * One exchange: recorded, and repeated while the endpoint asks for less load. No answer at all ends the check as failed,
 * a refused address ends the probe.
 */
export async function exchange(
  { http, gate, recorder, onceWithinMs }: Line,
  request: ProbeRequest,
  used: (exchangeId: string) => void,
  keepThrottled = false,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await gate.pass(async () => {
      try {
        const answered = await http(request);
        const body = parsedBody(answered.text);
        return { ...answered, body, exchange: recorder.answered(request, answered, body) };
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'address-refused') throw error;
        used(recorder.unanswered(request, error.message));
        throw new NoAnswer(error.message, { isTimeout: error.code === 'upstream-timeout' });
      }
    });
    used(answer.exchange);
    const isThrottled = asksForLess(answer);
    if (isThrottled) {
      const seconds = retryAfterSeconds(answer.headers['retry-after']);
      gate.slowDown(seconds === undefined ? undefined : seconds * 1000);
    }
    if (!isThrottled || keepThrottled || onceWithinMs) return answer;
    if (tries >= MOST_TRIES || !gate.isPatient()) throw new Ended(notVerifiable(STILL_THROTTLED));
  }
}

/** 429, or 503 with a time to come back. */
export function asksForLess({ status, headers }: Pick<ProbeAnswer, 'status' | 'headers'>): boolean {
  return status === 429 || (status === 503 && headers['retry-after'] !== undefined);
}

/** Calls of one endpoint with the probe's token, as Entra writes them. */
export function createCalls(
  line: Line,
  base: string,
  token: () => string | undefined,
  used: (id: string) => void,
): Calls {
  async function send(method: ProbeMethod, path: string, options: CallOptions = {}): Promise<Answer> {
    const bearer = options.token === undefined ? token() : options.token;
    const headers = {
      accept: SCIM_JSON,
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(options.body === undefined ? {} : { 'content-type': SCIM_JSON }),
      ...options.headers,
    };
    const timeoutMs = options.timeoutMs ?? line.onceWithinMs;
    const request: ProbeRequest = {
      url: /^https?:/i.test(path) ? path : `${base}${path}`,
      method,
      headers: Object.fromEntries(
        Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      ...(options.body === undefined ? {} : { body: bodyText(options.body) }),
      ...(timeoutMs ? { timeoutMs } : {}),
    };
    return exchange(line, request, used, options.keepThrottled);
  }
  return {
    send,
    get: (path, options) => send('GET', path, options),
    post: (path, body, options) => send('POST', path, { ...options, body }),
    put: (path, body, options) => send('PUT', path, { ...options, body }),
    patch: (path, operations, options) =>
      send('PATCH', path, { ...options, body: { schemas: [PATCH_OP], Operations: operations } }),
    delete: (path, options) => send('DELETE', path, options),
  };
}

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));
