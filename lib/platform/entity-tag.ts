/** The tags that a request names: `*`, or what stands between the quotes. A weak one matches where `isWeakTaken` alone. */
function tagsIn(header: string, isWeakTaken: boolean): string[] {
  if (header.trim() === '*') return ['*'];
  return [...header.matchAll(/(W\/)?"([\x21\x23-\x7e]*)"/g)].flatMap(([, weak, tag]) =>
    weak && !isWeakTaken ? [] : [tag!],
  );
}

/** Of a write that is meant for one state of a thing alone. https://www.rfc-editor.org/rfc/rfc9110#field.if-match */
export function tagsToMatch(request: Request): string[] | undefined {
  const header = request.headers.get('if-match');
  return header === null ? undefined : tagsIn(header, false);
}

/** A read, said shorter where nothing has changed. https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match */
export function tagged(response: Response, request: Request, tag: string): Response {
  response.headers.set('etag', `"${tag}"`);
  if (request.method !== 'GET') return response;
  response.headers.set('cache-control', 'private, no-cache');
  const known = request.headers.get('if-none-match');
  const isKnown = known !== null && tagsIn(known, true).some((one) => one === '*' || one === tag);
  return isKnown ? new Response(null, { status: 304, headers: withoutBody(response.headers) }) : response;
}

function withoutBody(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-type');
  return kept;
}
