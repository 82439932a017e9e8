import { z } from 'zod';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import { signInClient, SignInNeeded } from '#lib/session/sign-in-client.ts';
import { sendAgain } from './send-again.ts';

const Problem = z.looseObject({
  code: z.string(),
  title: z.string().optional(),
  detail: z.string(),
  requestId: z.string().optional(),
  field: z.string().optional(),
  scopes: z.array(z.string()).optional(),
  claims: z.string().optional(),
});

/** A refused or failed API call. Branch on `code`, show `detail`, print `requestId` small. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode | 'unreachable';
  readonly requestId?: string;
  readonly field?: string;
  readonly scopes?: string[];
  readonly claims?: string;

  constructor(problem: {
    code: string;
    detail: string;
    requestId?: string;
    field?: string;
    scopes?: string[];
    claims?: string;
  }) {
    super(problem.detail);
    this.code = problem.code as ProblemCode;
    this.requestId = problem.requestId;
    this.field = problem.field;
    this.scopes = problem.scopes;
    this.claims = problem.claims;
  }
}

/** Refused, because somebody else has changed the thing since it was read. */
export const isMovedOn = (error: unknown): boolean => error instanceof ApiError && error.code === 'version-conflict';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the portal's API as the signed-in person and parses the answer with its contract. Throws ApiError. */
export async function call<Answer>(
  method: Method,
  path: string,
  schema: z.ZodType<Answer>,
  body?: unknown,
): Promise<Answer> {
  return parsed(schema, await answer(method, path, body));
}

function parsed<Answer>(schema: z.ZodType<Answer>, json: unknown): Answer {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new ApiError({
    code: 'internal',
    detail: 'The portal answered in a form this page does not know. Reload the page.',
  });
}

export const get = <Answer>(path: string, schema: z.ZodType<Answer>) => call('GET', path, schema);
export const post = <Answer>(path: string, schema: z.ZodType<Answer>, body?: unknown) =>
  call('POST', path, schema, body ?? {});
/** Sends a file as it is. */
export async function putFile<Answer>(path: string, schema: z.ZodType<Answer>, file: File): Promise<Answer> {
  return parsed(schema, await answer('PUT', path, file));
}

/** For pages that nobody signs in to. */
export async function postPublic<Answer>(path: string, schema: z.ZodType<Answer>, body: unknown): Promise<Answer> {
  const response = await send({ method: 'POST', path, body });
  const json = await bodyOf(response);
  if (!response.ok) throw refusal(json, response.status);
  return parsed(schema, json);
}

/** For answers without a body. */
export const Nothing = z.unknown();

/** Downloads a file as the signed-in person. Throws ApiError. */
export async function getFile(path: string): Promise<{ name: string; content: Blob }> {
  const response = await signedIn((token) => fetched(path, token));
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { name: name ?? 'download', content: await contentOf(response) };
}

const contentOf = (response: Response): Promise<Blob> =>
  response.blob().catch(() => {
    // It broke off half-way.
    throw outOfReach();
  });

async function fetched(path: string, token: string): Promise<Response> {
  const response = await send({ method: 'GET', path, token });
  if (!response.ok) throw refusal(await bodyOf(response), response.status);
  return response;
}

/** A write carries one key, however often it has to be sent: it is done once. Reads are repeated by their queries. */
async function answer(method: Method, path: string, body: unknown): Promise<unknown> {
  if (method === 'GET') return signedIn((token) => exchange({ method, path, body, token }));
  const key = crypto.randomUUID();
  return sendAgain(() => signedIn((token) => exchange({ method, path, body, token, key })), mayBeLost);
}

const mayBeLost = (error: unknown): boolean =>
  isUnreachable(error) || (error instanceof ApiError && error.code === 'key-in-use');

async function signedIn<Answer>(send: (token: string) => Promise<Answer>): Promise<Answer> {
  const token = await apiToken();
  try {
    return await send(token);
  } catch (error) {
    if (!isSessionEnded(error)) throw error;
    // A clock that runs behind takes an old token for a good one: before the person is asked, a new one is tried.
    return send(await apiToken(true));
  }
}

/** Only signing in again helps. */
export function isSessionEnded(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'sign-in-expired' || error.code === 'sign-in-required');
}

type Sent = { method: Method; path: string; body?: unknown; token?: string; key?: string };

async function exchange(sent: Sent): Promise<unknown> {
  const response = await send(sent);
  const json = response.status === 204 ? undefined : await bodyOf(response);
  if (!response.ok) throw refusal(json, response.status);
  return json;
}

async function send({ method, path, body, token, key }: Sent): Promise<Response> {
  try {
    return await fetch(`/api${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': `"${key}"` } : {}),
        ...contentHeaders(body),
      },
      body: body === undefined || body instanceof File ? body : JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    // fetch says no more than "failed": the person can only try again.
    throw outOfReach();
  }
}

function contentHeaders(body: unknown): Record<string, string> {
  if (body === undefined) return {};
  if (!(body instanceof File)) return { 'content-type': 'application/json' };
  // Browsers know no type for Markdown, or one of the operating system's.
  const isMarkdown = /\.(md|markdown)$/i.test(body.name);
  const type = isMarkdown ? 'text/markdown' : body.type || 'application/octet-stream';
  return { 'content-type': type, 'x-file-name': encodeURIComponent(body.name) };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    // Not JSON is judged by the contract; anything else is a connection that broke off half-way.
    if (error instanceof SyntaxError) return undefined;
    throw outOfReach();
  }
}

function outOfReach(): ApiError {
  return new ApiError({
    code: 'unreachable',
    detail: 'The portal cannot be reached. Check your connection and try again.',
  });
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'unreachable';
}

async function apiToken(isRefused = false): Promise<string> {
  try {
    return await (await signInClient()).token(isRefused);
  } catch (error) {
    if (error instanceof SignInNeeded) {
      throw new ApiError({ code: 'sign-in-expired', detail: 'Your sign-in has ended. Sign in again to go on.' });
    }
    throw new ApiError({ code: 'unreachable', detail: 'Sign-in is not reachable right now. Try again in a moment.' });
  }
}

function refusal(json: unknown, status: number): ApiError {
  const parsed = Problem.safeParse(json);
  if (parsed.success) return new ApiError(parsed.data);
  return new ApiError({
    code: 'internal',
    detail: `The portal answered with an error (HTTP ${status}). Try again in a moment.`,
  });
}
