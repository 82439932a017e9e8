import { createHmac } from 'node:crypto';
import { config, portalKey } from './config.ts';
import { AppError } from './errors.ts';
import type { KeptAnswer, KeyOf } from './ports.ts';
import { requestGuards } from './request-guards.ts';

const RETRY_AFTER_SECONDS = 2;

export type Keyed = {
  request: Request;
  user: { tenantId: string; objectId: string } | undefined;
  /** What was sent, byte for byte. */
  bytes: Uint8Array;
  /** Asked before an earlier answer is told again. */
  admit: () => Promise<unknown>;
  /** Tells it again where the answer is not kept. */
  again: (() => Promise<Response>) | undefined;
  onTrouble: (error: unknown) => void;
};

/**
 * Does a write that carries a key once: sent again, it is answered as before. Without a key, or for a read, it is simply done.
 * https://www.ietf.org/archive/id/draft-ietf-httpapi-idempotency-key-header-07.html
 */
export async function onceForKey(keyed: Keyed, respond: () => Promise<Response>): Promise<Response> {
  const of = keyOf(keyed);
  if (!of) return respond();
  const { answers } = requestGuards();
  const claim = await answers.claim(of, fingerprintOf(keyed));
  if (claim.state === 'running') throw stillRunning();
  if (claim.state === 'other-request') throw reused();
  if (claim.state === 'kept') {
    await keyed.admit();
    return keyed.again ? replayed(await keyed.again()) : answerAgain(claim.answer);
  }
  const response = await respond();
  const kept = await keepable(response, { isWhole: !keyed.again });
  // What was done is done: that it could not be noted must not look like a failure. The key then stays taken.
  await (kept ? answers.keep(of, kept) : answers.free(of)).catch(keyed.onTrouble);
  return response;
}

function keyOf({ request, user }: Keyed): KeyOf | undefined {
  const header = request.headers.get('idempotency-key');
  if (header === null || !user || request.method === 'GET') return undefined;
  // By the draft a quoted string; many tools send it bare.
  const [, quoted, bare] =
    /^(?:"([\x21\x23-\x5b\x5d-\x7e]{1,200})"|([\x21\x23-\x5b\x5d-\x7e]{1,200}))$/.exec(header) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) {
    throw new AppError('invalid-input', 'An Idempotency-Key has 1 to 200 visible characters, like a UUID.', {
      field: 'Idempotency-Key',
    });
  }
  return { tenantId: user.tenantId, personId: user.objectId, key };
}

let fingerprintKey: Buffer | undefined;

function fingerprintOf({ request, bytes }: Keyed): string {
  const { pathname, search } = new URL(request.url);
  const named = ['content-type', 'x-file-name', 'if-match'].map((name) => request.headers.get(name));
  const head = JSON.stringify([request.method, pathname, search, ...named]);
  // Short bodies could be guessed from a plain hash; what was sent may be a secret.
  fingerprintKey ??= portalKey(config(), 'idempotency-key');
  return createHmac('sha256', fingerprintKey).update(head).update('\0').update(bytes).digest('hex');
}

/** What was refused or failed changed nothing for good and may be taken the next time: only what was done is kept. */
async function keepable(response: Response, { isWhole }: { isWhole: boolean }): Promise<KeptAnswer | undefined> {
  const { ok, status, headers } = response;
  if (!ok) return undefined;
  const body: unknown = isWhole && status !== 204 ? await response.clone().json() : null;
  return { status, body, etag: headers.get('etag') };
}

function answerAgain({ status, body, etag }: KeptAnswer): Response {
  const headers = { 'cache-control': 'no-store', ...(etag === null ? {} : { etag }) };
  return replayed(status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers }));
}

function replayed(response: Response): Response {
  if (response.ok) response.headers.set('idempotency-replayed', 'true');
  return response;
}

const stillRunning = () =>
  new AppError(
    'key-in-use',
    'The first request with this Idempotency-Key has not been answered. If it was cut off, look at what it left before you send another key.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );

const reused = () =>
  new AppError(
    'key-reused',
    'This Idempotency-Key was sent with another request. Send a new key with each new request.',
  );
