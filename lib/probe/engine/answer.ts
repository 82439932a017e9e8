import type { ProbeAnswer } from '../ports.ts';
import { must } from './verdict.ts';

/** Deeper than any SCIM resource; a hostile answer must not exhaust the stack of what reads it. */
const MOST_LEVELS = 40;
/** An id longer than this fits no address; it would be in every request of the probe. */
const MOST_ID_CHARACTERS = 2_000;

/** An answer with its body read as JSON; `body` is undefined where it is none. */
export type Answer = ProbeAnswer & { exchange: string; body: unknown };

/** The body as JSON, a byte order mark before it or not; undefined where it is none, or nested like no resource. */
export function parsedBody(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  if (tooDeep(json)) return undefined;
  try {
    return JSON.parse(json, /toString|\\u/.test(json) ? withoutToString : undefined);
  } catch {
    // Not JSON: the check that reads it says so.
    return undefined;
  }
}

/** A value that says how it is written as text, and says it wrongly, would stop every check that shows it. */
const withoutToString = (key: string, value: unknown): unknown => (key === 'toString' ? undefined : value);

function tooDeep(json: string): boolean {
  let level = 0;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at);
    else if (char === '{' || char === '[') level += 1;
    else if (char === '}' || char === ']') level -= 1;
    if (level > MOST_LEVELS) return true;
  }
  return false;
}

/** Where the string ends that starts here. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

/** The status in words, with the server's own explanation. */
export function statusWords({ status, body, text, headers }: Answer): string {
  const { detail, scimType } = (isRecord(body) ? body : {}) as { detail?: unknown; scimType?: unknown };
  const said = [typeof scimType === 'string' ? scimType : '', typeof detail === 'string' ? detail : ''];
  const words = said.filter(Boolean).join(': ');
  if (words) return `HTTP ${status} (${words.slice(0, 200)})`;
  const isHtml = /text\/html/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(text.slice(0, 100));
  return isHtml ? `HTTP ${status} with an HTML page` : `HTTP ${status}`;
}

/** Goes on only with one of the statuses. */
export function mustAnswer(answer: Answer, statuses: readonly number[], what = 'The answer'): void {
  must(statuses.includes(answer.status), `${what} was ${statusWords(answer)}.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScimJson({ headers }: Answer): boolean {
  return /^application\/scim\+json\b/i.test(headers['content-type'] ?? '');
}

/** Attribute names are case-insensitive (RFC 7643 §2.1); the exact spelling wins. */
export function member(value: unknown, name: string): unknown {
  if (!isRecord(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const found = Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : value[found];
}

/** A value by dotted path; the URN of an extension is one step: `at(user, URN, 'manager', 'value')`. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => member(inner, name), value);
}

/** The elements of a multi-valued attribute; none where it is absent or no array. */
export function elements(value: unknown, ...path: string[]): unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export type List = { total: number; startIndex: unknown; itemsPerPage: unknown; resources: unknown[] };

/** A ListResponse (RFC 7644 §3.4.2), or undefined. */
export function listOf(answer: Answer): List | undefined {
  const total = member(answer.body, 'totalResults');
  if (typeof total !== 'number') return undefined;
  const resources = member(answer.body, 'Resources');
  return {
    total,
    startIndex: member(answer.body, 'startIndex'),
    itemsPerPage: member(answer.body, 'itemsPerPage'),
    resources: Array.isArray(resources) ? resources : [],
  };
}

/** Goes on only with 200 and a ListResponse. */
export function mustList(answer: Answer, what = 'The answer'): List {
  mustAnswer(answer, [200], what);
  const list = listOf(answer);
  must(list, `${what} is no ListResponse with a number totalResults.`);
  return list;
}

export const idOf = (resource: unknown): string | undefined => {
  const id = member(resource, 'id');
  return typeof id === 'string' && id !== '' && id.length <= MOST_ID_CHARACTERS && id.isWellFormed() ? id : undefined;
};
