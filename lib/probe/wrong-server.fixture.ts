import { parsedBody } from './engine/answer.ts';
import type { ProbeSettings } from './engine/run-probe.ts';
import type { ProbeAnswer, ProbeHttp, ProbeRequest } from './ports.ts';
import { openSampleApp, verdictOf } from './sample-app.fixture.ts';

export type Json = Record<string, unknown>;

/** One way in which a server is wrong: what it makes of certain requests, or of its answers to them. */
export type Wrong = {
  /** Tested on `POST /Users?a=b` (readable, not encoded), then a space and the body that was sent. */
  on: RegExp;
  /** Answers or throws in place of the sample application. */
  instead?(request: ProbeRequest): ProbeAnswer;
  request?(request: ProbeRequest): ProbeRequest;
  answer?(answer: ProbeAnswer, request: ProbeRequest): ProbeAnswer;
};

/** The server behind `http`, wrong in these ways. */
export function wrongly(http: ProbeHttp, ...ways: readonly Wrong[]): ProbeHttp {
  return async (asked) => {
    const { pathname, search } = new URL(asked.url);
    const path = decodeURIComponent(`${pathname.replace(/^.*\/scim\/v2/, '')}${search}`);
    const line = `${asked.method} ${path} ${asked.body ?? ''}`;
    const matching = ways.filter(({ on }) => on.test(line));
    const request = matching.reduce((sent, way) => way.request?.(sent) ?? sent, asked);
    const instead = matching.find((way) => way.instead)?.instead?.(request);
    const answer = instead ?? (await http(request));
    return matching.reduce((got, way) => way.answer?.(got, request) ?? got, answer);
  };
}

/** Answers in these words instead; the request has had its effect all the same. */
export const answers = (on: RegExp, status: number, body?: unknown, headers: Record<string, string> = {}): Wrong => ({
  on,
  answer: (answer) => ({
    ...answer,
    status,
    headers: { ...answer.headers, ...headers },
    ...(body === undefined ? {} : { text: typeof body === 'string' ? body : JSON.stringify(body) }),
  }),
});

/** Refuses without any effect: the request does not arrive. */
export const refuses = (on: RegExp, status: number, body: unknown = {}): Wrong => ({
  on,
  instead: ({ url }) => ({
    url,
    status,
    headers: { 'content-type': 'application/scim+json' },
    text: JSON.stringify(body),
    truncated: false,
    durationMs: 1,
  }),
});

/** Rewrites the JSON of its answers: the change is given the parsed body and answers another. */
export const tells = (on: RegExp, change: (body: Json) => unknown): Wrong => ({
  on,
  answer: (answer) => ({ ...answer, text: JSON.stringify(change(parsedBody(answer.text) as Json)) }),
});

/** Reads another body than was sent. */
export const reads = (on: RegExp, change: (body: Json) => unknown): Wrong => ({
  on,
  request: (request) => ({ ...request, body: JSON.stringify(change(parsedBody(request.body ?? '') as Json)) }),
});

/** Reads another address than was asked for. */
export const mistakes = (on: RegExp, change: (url: URL) => void): Wrong => ({
  on,
  request: (request) => {
    const url = new URL(request.url);
    change(url);
    return { ...request, url: url.href };
  },
});

/** The verdict of a check (the first, if others are tried with it) on the sample application, wrong in these ways. */
export async function verdictWhen(
  ids: string | readonly string[],
  ways: Wrong | readonly Wrong[],
  over: Partial<ProbeSettings> = {},
) {
  const { probe, http } = await openSampleApp();
  const [first = '', ...others] = [ids].flat();
  return verdictOf(await probe([first, ...others], { http: wrongly(http, ...[ways].flat()), ...over }), first);
}
