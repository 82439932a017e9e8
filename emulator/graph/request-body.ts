import type { GraphRequest } from './context.ts';
import { badRequest, GraphError } from './errors.ts';

export type Body = Record<string, unknown>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The JSON object that was sent. With `optional`, no body is an empty object. */
export async function jsonBody(c: GraphRequest, { optional = false } = {}): Promise<Body> {
  const text = await c.req.text();
  if (text.trim() === '') {
    if (optional) return {};
    throw new GraphError(400, 'BadRequest', 'Empty Payload. JSON content expected.');
  }
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw unreadable();
  return parsed as Body;
}

/**
 * The object id in a reference body: `{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/{id}"}`.
 * https://learn.microsoft.com/graph/api/group-post-members
 */
export async function referencedId(c: GraphRequest): Promise<string> {
  const reference = (await jsonBody(c))['@odata.id'];
  const last = typeof reference === 'string' ? reference.split(/[/('")]/).filter(Boolean).at(-1) : undefined; // prettier-ignore
  if (!last || !GUID.test(last)) throw badRequest('Invalid URL format specified in payload.');
  return last.toLowerCase();
}

/** A property that must be a GUID. */
export function guidOf(body: Body, property: string): string {
  const value = body[property];
  if (typeof value === 'string' && GUID.test(value)) return value.toLowerCase();
  throw badRequest(`Invalid or missing value for property '${property}': a GUID is expected.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

function unreadable() {
  return new GraphError(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}
