import { errorBody, NOT_JSON, ScimRefusal } from '../errors.ts';
import type { Pressure, Reply, SampleFault } from './sample-fault.ts';

type Json = Record<string, unknown>;

export const WIRE_FAULTS: SampleFault[] = [
  {
    id: 'malformed-json-500',
    title: 'Malformed JSON answers 500',
    description: 'A body that is not JSON answers 500 instead of 400.',
    onAnswer: (reply) => (isNotJson(reply) ? { ...reply, status: 500, body: errorBody(BROKEN) } : reply),
  },
  {
    id: 'html-errors',
    title: 'Errors are HTML pages',
    description: 'Every error answers an HTML page instead of a SCIM error.',
    onAnswer: (reply) => (reply.status >= 400 ? asPage(reply) : reply),
  },
  {
    id: 'error-status-number',
    title: 'The status in errors is a number',
    description: 'SCIM errors carry "status": 404 instead of "status": "404".',
    onAnswer: (reply) =>
      reply.status >= 400 && reply.body ? { ...reply, body: { ...(reply.body as Json), status: reply.status } } : reply,
  },
  {
    id: 'json-content-type',
    title: 'The content type is application/json',
    description: 'Every answer says application/json instead of application/scim+json.',
    onAnswer: (reply) => (reply.body === undefined ? reply : withType(reply, 'application/json; charset=utf-8')),
  },
  {
    id: 'scim-json-unread',
    title: 'Bodies of application/scim+json are not read',
    description: 'A body sent as application/scim+json is taken for empty; application/json is read.',
    onBody: (body, { contentType }) => (/scim\+json/i.test(contentType) ? {} : body),
  },
  {
    id: 'query-flag-refused',
    title: 'Unknown query parameters are refused',
    description: 'A request with aadOptscim062020 in its address answers 400.',
    onRequest({ search }) {
      if (/[?&]aadOptscim\d+/i.test(search)) throw new ScimRefusal(400, 'Unknown query parameter aadOptscim062020.');
    },
  },
  {
    id: 'slow-answers',
    title: 'Slow answers',
    description: 'Every answer takes a second and a half more.',
    onRequest: (_asked, { setting, sleep }) => sleep(setting.delayMs ?? SLOW_MS),
  },
  {
    id: 'throttled',
    title: 'Few requests a second',
    description: 'More than 10 requests a second answer 429 with Retry-After.',
    onRequest: (_asked, pressure) => throttle(pressure, { 'retry-after': '1' }),
  },
  {
    id: 'throttled-without-hint',
    title: 'Few requests a second, without Retry-After',
    description: 'More than 10 requests a second answer 429 and do not say when to come back.',
    onRequest: (_asked, pressure) => throttle(pressure, {}),
  },
];

const BROKEN = new ScimRefusal(500, 'The sample application failed.');
const SLOW_MS = 1500;
const FEW_A_SECOND = 10;

function isNotJson({ status, body }: Reply): boolean {
  return status === 400 && (body as Json | undefined)?.detail === NOT_JSON;
}

function asPage(reply: Reply): Reply {
  const text = `<!doctype html><html><head><title>Error ${reply.status}</title></head><body><h1>Error</h1></body></html>`;
  return withType({ ...reply, body: text }, 'text/html; charset=utf-8');
}

function withType(reply: Reply, type: string): Reply {
  return { ...reply, headers: { ...reply.headers, 'content-type': type } };
}

function throttle({ setting, hasRoom }: Pressure, headers: Record<string, string>): void {
  if (!hasRoom(setting.requestsPerSecond ?? FEW_A_SECOND))
    throw new ScimRefusal(429, 'Too many requests.', { headers });
}
