import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { EntryFailure, failureOf, INCOMPATIBLE, INCOMPATIBLE_FILTERING } from './failures.ts';
import type { PatchOperation } from './patch-operations.ts';

const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export type ScimAnswer = { status: number; headers: Record<string, unknown>; text: string; url: string };
export type Resource = Record<string, unknown> & { id: string };

const ResourceBody = z.looseObject({ id: z.string().min(1) });
const ListBody = z.looseObject({ totalResults: z.number().optional(), Resources: z.array(ResourceBody).optional() });

export type Transport = {
  dispatcher: Dispatcher;
  signal: AbortSignal;
  baseUrl: string;
  /** The Authorization header; another one than the one that was refused, where that can be had. */
  authorize: (refused?: string) => Promise<string>;
  /** A fixed token that was refused is not tried again. */
  isRenewable: boolean;
};

/** How the requests of one cycle fared, to tell one bad object from a target that refuses everything. */
export type Tally = { answered: number; unauthorized: number; incompatible: number; unreachable: number };

/**
 * The requests the provisioning service makes of a SCIM endpoint. Redirects are not followed: they are answers.
 * https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups
 */
export function createScimClient(transport: Transport) {
  const tally: Tally = { answered: 0, unauthorized: 0, incompatible: 0, unreachable: 0 };

  async function send(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<ScimAnswer> {
    const authorization = await transport.authorize();
    const answer = await exchange(transport, { method, path, body, authorization });
    if (answer.status !== 401 || !transport.isRenewable) return count(answer);
    const renewed = await transport.authorize(authorization);
    return count(await exchange(transport, { method, path, body, authorization: renewed }));
  }

  function count(answer: ScimAnswer): ScimAnswer {
    if (answer.status === 401 || answer.status === 403) tally.unauthorized += 1;
    else tally.answered += 1;
    return answer;
  }

  async function sendCounting(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<ScimAnswer> {
    try {
      return await send(method, path, body);
    } catch (error) {
      if (error instanceof EntryFailure) tally.unreachable += 1;
      throw error;
    }
  }

  return {
    tally,
    send: sendCounting,
    async find(collection: Collection, filter: string): Promise<Resource[]> {
      const answer = await sendCounting('GET', listPath(collection, filter));
      const list = answer.status === 200 ? parsed(ListBody, answer) : undefined;
      if (list) return list.Resources ?? [];
      if (answer.status === 404 || answer.status === 200) {
        tally.answered -= 1;
        tally.incompatible += 1;
        throw failureOf(answer, INCOMPATIBLE_FILTERING);
      }
      throw failureOf(answer);
    },
    /** Whether the target already holds a reference. A target that cannot answer is taken not to. */
    async holdsReference(collection: Collection, { id, attribute, value }: Reference): Promise<boolean> {
      const filter = `${equalsFilter('id', id)} and ${equalsFilter(attribute, value)}`;
      const answer = await sendCounting('GET', `/${collection}?attributes=id&filter=${plusEncoded(filter)}`);
      return answer.status === 200 && (parsed(ListBody, answer)?.Resources ?? []).length > 0;
    },
    async read(collection: Collection, id: string): Promise<Resource> {
      const query = collection === 'Groups' ? '?excludedAttributes=members' : '';
      const answer = await sendCounting('GET', `/${collection}/${encodeURIComponent(id)}${query}`);
      if (answer.status === 404) throw failureOf(answer, 'InvalidAnchor');
      return resourceOf(answer);
    },
    async create(collection: Collection, body: unknown): Promise<Resource> {
      return resourceOf(await sendCounting('POST', `/${collection}`, body));
    },
    async patch(collection: Collection, id: string, operations: PatchOperation[]): Promise<void> {
      const body = { schemas: [PATCH_SCHEMA], Operations: operations };
      const answer = await sendCounting('PATCH', `/${collection}/${encodeURIComponent(id)}`, body);
      if (answer.status === 404) throw failureOf(answer, 'InvalidAnchor');
      if (answer.status !== 200 && answer.status !== 204) throw failureOf(answer);
    },
    async remove(collection: Collection, id: string): Promise<void> {
      const answer = await sendCounting('DELETE', `/${collection}/${encodeURIComponent(id)}`);
      if (![200, 202, 204, 404].includes(answer.status)) throw failureOf(answer);
    },
  };
}
export type ScimClient = ReturnType<typeof createScimClient>;
export type Collection = 'Users' | 'Groups';
type Reference = { id: string; attribute: string; value: string };

export function collectionOf(kind: 'User' | 'Group'): Collection {
  return kind === 'User' ? 'Users' : 'Groups';
}

export function equalsFilter(attribute: string, value: string): string {
  return `${attribute} eq "${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Spaces travel as plus signs, as the service sends them. */
function listPath(collection: Collection, filter: string): string {
  const encoded = plusEncoded(filter);
  return collection === 'Groups' ? `/Groups?excludedAttributes=members&filter=${encoded}` : `/Users?filter=${encoded}`;
}

function plusEncoded(filter: string): string {
  return encodeURIComponent(filter).replaceAll('%20', '+');
}

function resourceOf(answer: ScimAnswer): Resource {
  if (answer.status !== 200 && answer.status !== 201) throw failureOf(answer);
  const resource = parsed(ResourceBody, answer);
  if (!resource) throw failureOf(answer, INCOMPATIBLE);
  return resource;
}

function parsed<T>(shape: z.ZodType<T>, { text }: ScimAnswer): T | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: the caller reports the answer as it came.
    return undefined;
  }
}

type Exchange = { method: Dispatcher.HttpMethod; path: string; body?: unknown; authorization: string };

async function exchange(transport: Transport, { method, path, body, authorization }: Exchange): Promise<ScimAnswer> {
  const url = `${transport.baseUrl}${path}`;
  try {
    const response = await request(url, {
      method,
      dispatcher: transport.dispatcher,
      signal: AbortSignal.any([transport.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: {
        authorization,
        accept: 'application/scim+json',
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.statusCode, headers: response.headers, text: await bodyText(response), url };
  } catch (error) {
    transport.signal.throwIfAborted();
    throw networkFailure(error, `${method} ${url}`);
  }
}

async function bodyText({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new Error(`The answer is larger than ${MAX_BODY_BYTES} bytes.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function networkFailure(error: unknown, what: string): EntryFailure {
  const { name, message } = error as Error;
  if (name === 'TimeoutError') return new EntryFailure('Timeout', `${what} did not answer in ${TIMEOUT_MS / 1000} s.`);
  return new EntryFailure('InternalServerError', `${what} could not be reached: ${message}`);
}
