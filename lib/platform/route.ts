import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { config } from './config.ts';
import { tagged, tagsToMatch } from './entity-tag.ts';
import { AppError } from './errors.ts';
import { onceForKey } from './idempotency.ts';
import { createLogger } from './logger.ts';
import { problemOf, problemResponse } from './problem.ts';
import { boundedBody, readFile, type FileLimits, type SentFile } from './read-file.ts';
import { spendBudget } from './request-budget.ts';
import { inRequest } from './request-context.ts';
import { sessionReader, type OperatorRole, type SignedIn } from './session.ts';

const MAX_BODY_BYTES = 256_000;

type Params = Record<string, string>;
/** `file` is there where the route takes one. */
type Input<Body, Query> = { body: Body; query: Query; file: SentFile };
type Context = { params: Promise<Params> };
/** `matched` is what `match` answered, where the request names a state. */
type Handle<Body, Query, P, Answer, Matched> = (
  input: Input<Body, Query> & { params: P; user: SignedIn; requestId: string; matched: Matched | undefined },
) => Answer | Promise<Answer>;
type RouteOptions<Body, Query, P extends Params, Answer, Matched> = {
  /** What it does, in a line of the API's documentation. */
  summary: string;
  /** What it answers: JSON by a contract, a file, or nothing. */
  answer: z.ZodType | 'file' | 'nothing';
  /** `public` needs nobody signed in; a role needs one of the operator's own people who has it. */
  access: 'public' | 'signed-in' | OperatorRole;
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  params?: z.ZodType<P>;
  /** The body is a file, at most so large and of one of these types; it may depend on the address. */
  file?: (params: P) => FileLimits;
  /** Throws for whom the thing is shut to. Asked before anything is said about the input. */
  admit?: (who: { user: SignedIn; params: P }) => Promise<unknown>;
  handle: Handle<Body, Query, P, Answer, Matched>;
  /** How a write that was done is told again, where its answer is not to be kept: it changes nothing more. */
  again?: Handle<Body, Query, P, Answer, Matched>;
  /** Names the state that an answer tells of, for its ETag. */
  tag?: (answer: Answer) => string;
  /** Of a write that changes what has a tag: throws unless its state is one of these. The write itself asks once more. */
  match?: (who: { user: SignedIn; params: P; tags: string[] }) => Promise<Matched>;
};

/** What a route says of itself, for its documentation and the test that holds its answers against it. */
export type RouteSpec = Pick<
  RouteOptions<unknown, unknown, Params, unknown, unknown>,
  'summary' | 'answer' | 'access' | 'body' | 'query' | 'params'
> & { takesFile: boolean; hasTag: boolean; matchesTag: boolean };

/** One API route: who may call it, what it takes, which use case answers. The only place that logs a failed request. */
export function route<
  Body = undefined,
  Query = undefined,
  P extends Params = Params,
  Answer = unknown,
  Matched = undefined,
>(options: RouteOptions<Body, Query, P, Answer, Matched>) {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const requestId = randomUUID();
    const headers: Record<string, string> = { 'x-request-id': requestId };
    try {
      const user = await admitted(request, options.access);
      await spendBudget(request, user, headers);
      const params = parse(options.params, await context.params, 'not-found') as P;
      const { bytes, ...input } = await inputOf(request, options, { user, params });
      const tell = (handle: typeof options.handle, matched?: Matched) =>
        answerOf(request, requestId, async () => {
          const answer = await handle({ ...input, params, user, requestId, matched });
          return options.tag ? tagged(answered(answer), request, options.tag(answer)) : answered(answer);
        });
      const match = async () => {
        const tags = tagsToMatch(request);
        return tags && (await options.match?.({ user, params, tags }));
      };
      const respond = () => answerOf(request, requestId, async () => tell(options.handle, await match()));
      const { again: handleAgain } = options;
      const again = handleAgain && (() => tell(handleAgain));
      const admit = async () => options.admit?.({ user, params });
      const onTrouble = (error: unknown) => report(error, request, requestId);
      return withHeaders(await onceForKey({ request, user, bytes, admit, again, onTrouble }, respond), headers);
    } catch (error) {
      return withHeaders(failed(error, request, requestId), headers);
    }
  };
  const { summary, answer, access, body, query, params, file, tag, match } = options;
  const has = { takesFile: file !== undefined, hasTag: tag !== undefined, matchesTag: match !== undefined };
  const spec: RouteSpec = { summary, answer, access, body, query, params, ...has };
  return Object.assign(handler, { spec });
}

let readSession: ReturnType<typeof sessionReader> | undefined;

async function admitted(request: Request, access: RouteSpec['access']): Promise<SignedIn> {
  refuseForeignOrigin(request);
  // Public routes never look at the user; handing them one would invite it.
  if (access === 'public') return undefined as unknown as SignedIn;
  readSession ??= sessionReader(config());
  const user = await readSession(request.headers.get('authorization'));
  if (access !== 'signed-in' && !user.roles.includes(access)) {
    throw new AppError('forbidden', `This needs the role ${access} in the operator’s tenant.`, { role: access });
  }
  return user;
}

/** The token is no cookie, so no other site can send it; this keeps the door shut all the same. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  if (request.method !== 'GET' && origin && origin !== config().PORTAL_URL) {
    throw new AppError('forbidden', 'This request comes from another site.');
  }
}

async function inputOf<Body, Query, P extends Params>(
  request: Request,
  options: Pick<RouteOptions<Body, Query, P, unknown, unknown>, 'body' | 'query' | 'file' | 'admit'>,
  who: { user: SignedIn; params: P },
): Promise<Input<Body, Query> & { bytes: Uint8Array }> {
  const asked = Object.fromEntries(
    [...new URL(request.url).searchParams].map(([name, value]) => [name, keepable(value)]),
  );
  try {
    const query = parse(options.query, asked, 'invalid-input') as Query;
    return { query, ...(await sentBy(request, options, who.params)) };
  } catch (error) {
    // Use cases check access themselves; who may not come in must not learn from the input's errors either.
    await options.admit?.(who);
    throw error;
  }
}

async function sentBy<Body, P extends Params>(
  request: Request,
  { body: contract, file: limitsOf }: Pick<RouteOptions<Body, unknown, P, unknown, unknown>, 'body' | 'file'>,
  params: P,
): Promise<{ body: Body; file: SentFile; bytes: Uint8Array }> {
  const sent = contract && (await jsonOf(request));
  const body = parse(contract, sent?.value, 'invalid-input') as Body;
  const file = limitsOf && (await readFile(request, limitsOf(params)));
  // A route that takes no file has no business looking at one.
  return { body, file: file as SentFile, bytes: file?.bytes ?? sent?.bytes ?? new Uint8Array() };
}

function parse(schema: z.ZodType | undefined, value: unknown, code: 'invalid-input' | 'not-found'): unknown {
  if (!schema) return value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (code === 'not-found') throw new AppError('not-found', 'This does not exist, or is not yours.');
  throw new AppError('invalid-input', issue?.message ?? 'The input is not valid.', { field: issue?.path.join('.') });
}

async function jsonOf(request: Request): Promise<{ value: unknown; bytes: Uint8Array }> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new AppError('invalid-input', 'Send the body as application/json.');
  }
  const tooLarge = new AppError('invalid-input', 'The body is too large.');
  const bytes = await boundedBody(request, MAX_BODY_BYTES, tooLarge);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes), (_key, part: unknown) => keepable(part));
    return { value, bytes };
  } catch (error) {
    throw new AppError('invalid-input', 'The body is not valid JSON.', {}, { cause: error });
  }
}

/** PostgreSQL keeps neither NUL nor half of a pair of surrogates; pasted text may hold both. */
function keepable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}

/** Whatever comes of it, as it is sent. */
async function answerOf(request: Request, requestId: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await inRequest(requestId, work);
  } catch (error) {
    return failed(error, request, requestId);
  }
}

function answered(answer: unknown): Response {
  const headers = { 'cache-control': 'no-store' };
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 204, headers }) : Response.json(answer, { headers });
}

function failed(error: unknown, request: Request, requestId: string): Response {
  report(error, request, requestId);
  return problemResponse(problemOf(error, requestId));
}

function report(error: unknown, request: Request, requestId: string): void {
  const { pathname } = new URL(request.url);
  const { code } = problemOf(error, requestId);
  const facts = { requestId, method: request.method, path: pathname, code, err: error };
  if (error instanceof AppError) logger().warn({ ...facts, details: error.details }, 'request.failed');
  else logger().error(facts, 'request.failed');
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

let requestLogger: ReturnType<typeof createLogger> | undefined;

function logger() {
  requestLogger ??= createLogger(config().LOG_LEVEL);
  return requestLogger;
}
