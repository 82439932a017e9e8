import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

const CLIENT_REQUEST_ID = 'client-request-id';
const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
const ids = new WeakMap<Request, { requestId: string; clientRequestId: string }>();

/** The ids of a request, made at first asking; the client's own is echoed. */
export function idsOf(c: Context): { requestId: string; clientRequestId: string } {
  const known = ids.get(c.req.raw);
  if (known) return known;
  const requestId = randomUUID();
  const made = { requestId, clientRequestId: c.req.header(CLIENT_REQUEST_ID) ?? requestId };
  ids.set(c.req.raw, made);
  return made;
}

/**
 * The headers by which Microsoft support finds a request.
 * https://learn.microsoft.com/graph/errors#error-resource-type
 */
export const correlate: MiddlewareHandler = async (c, next) => {
  await next();
  const { requestId, clientRequestId } = idsOf(c);
  const { headers } = c.res;
  headers.set('request-id', requestId);
  headers.set(CLIENT_REQUEST_ID, clientRequestId);
  headers.set('date', new Date().toUTCString());
  headers.set(
    'x-ms-ags-diagnostic',
    JSON.stringify({
      ServerInfo: { DataCenter: 'Local', Slice: 'E', Ring: '0', ScaleUnit: '000', RoleInstance: 'EMULATOR' },
    }),
  );
  if (!headers.get('content-type')?.startsWith('application/json')) return;
  headers.set('content-type', JSON_TYPE);
  headers.set('odata-version', '4.0');
};
