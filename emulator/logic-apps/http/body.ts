import { isObject } from '../expressions/values.ts';

/** Headers as the platform spells them in outputs; others keep the spelling of the server, which HTTP clients lower. */
const SPELLINGS = [
  'Cache-Control',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Type',
  'Date',
  'ETag',
  'Expires',
  'Last-Modified',
  'Location',
  'Pragma',
  'Retry-After',
  'Server',
  'Set-Cookie',
  'Strict-Transport-Security',
  'Transfer-Encoding',
  'Vary',
  'WWW-Authenticate',
];
const SPELLED = new Map(SPELLINGS.map((name) => [name.toLowerCase(), name]));

export function shownHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [SPELLED.get(name) ?? name, value]));
}

/** What is sent for an evaluated body: text as it is, `$content` as its bytes, anything else as JSON. */
export function encodeBody(body: unknown): { content?: string | Uint8Array<ArrayBuffer>; contentType?: string } {
  if (body === null || body === undefined) return {};
  if (typeof body === 'string') return { content: body, contentType: 'text/plain; charset=utf-8' };
  if (isObject(body) && typeof body['$content'] === 'string') {
    return {
      content: new Uint8Array(Buffer.from(body['$content'], 'base64')),
      contentType: typeof body['$content-type'] === 'string' ? body['$content-type'] : 'application/octet-stream',
    };
  }
  return { content: JSON.stringify(body), contentType: 'application/json; charset=utf-8' };
}

/**
 * A response's body as expressions see it; undefined when there is none.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-content-type
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): unknown {
  if (bytes.byteLength === 0) return undefined;
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const text = () => new TextDecoder().decode(bytes);
  if (mediaType === 'application/json' || mediaType.endsWith('+json')) return jsonOrText(text());
  if (mediaType.startsWith('text/')) return text();
  return {
    '$content-type': contentType ?? 'application/octet-stream',
    $content: Buffer.from(bytes).toString('base64'),
  };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A server that mislabels its answer: the platform hands on what it got.
    return text;
  }
}
