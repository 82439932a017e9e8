import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { config } from './config.ts';
import { AppError } from './errors.ts';
import { createLogger } from './logger.ts';
import { problemOf, problemResponse } from './problem.ts';
import { boundedBody, readFile, type FileLimits, type SentFile } from './read-file.ts';
import { inRequest } from './request-context.ts';
import { sessionReader, type OperatorRole, type SignedIn } from './session.ts';

const MAX_BODY_BYTES = 256_000;

type Params = Record<string, string>;
/** `file` is there where the route takes one. */
type Input<Body, Query> = { body: Body; query: Query; file: SentFile };
type Context = { params: Promise<Params> };
type RouteOptions<Body, Query, P extends Params> = {
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
  handle: (input: Input<Body, Query> & { params: P; user: SignedIn; requestId: string }) => unknown;
};

/** What a route says of itself, for its documentation and the test that holds its answers against it. */
export type RouteSpec = Pick<
  RouteOptions<unknown, unknown, Params>,
  'summary' | 'answer' | 'access' | 'body' | 'query' | 'params'
> & { takesFile: boolean };

/** One API route: who may call it, what it takes, which use case answers. The only place that logs a failed request. */
export function route<Body = undefined, Query = undefined, P extends Params = Params>(
  options: RouteOptions<Body, Query, P>,
) {
  const handler = async (request: Request, context: Context): Promise<Response> => {
    const requestId = randomUUID();
    try {
      const user = await admitted(request, options.access);
      const params = parse(options.params, await context.params, 'not-found') as P;
      const input = await inputOf(request, options, { user, params });
      const answer = await inRequest(requestId, () => options.handle({ ...input, params, user, requestId }));
      return answered(answer, requestId);
    } catch (error) {
      return failed(error, request, requestId);
    }
  };
  const { summary, answer, access, body, query, params, file } = options;
  const spec: RouteSpec = { summary, answer, access, body, query, params, takesFile: file !== undefined };
  return Object.assign(handler, { spec });
}

let readSession: ReturnType<typeof sessionReader> | undefined;

async function admitted(request: Request, access: RouteOptions<unknown, unknown, Params>['access']): Promise<SignedIn> {
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
  options: RouteOptions<Body, Query, P>,
  who: { user: SignedIn; params: P },
): Promise<Input<Body, Query>> {
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  try {
    const query = parse(options.query, asked, 'invalid-input') as Query;
    const body = options.body ? parse(options.body, await jsonOf(request), 'invalid-input') : undefined;
    const file = options.file && (await readFile(request, options.file(who.params)));
    // A route that takes no file has no business looking at one.
    return { query, body: body as Body, file: file as SentFile };
  } catch (error) {
    // Use cases check access themselves; who may not come in must not learn from the input's errors either.
    await options.admit?.(who);
    throw error;
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, code: 'invalid-input' | 'not-found'): unknown {
  if (!schema) return value;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (code === 'not-found') throw new AppError('not-found', 'This does not exist, or is not yours.');
  throw new AppError('invalid-input', issue?.message ?? 'The input is not valid.', { field: issue?.path.join('.') });
}

async function jsonOf(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new AppError('invalid-input', 'Send the body as application/json.');
  }
  const tooLarge = new AppError('invalid-input', 'The body is too large.');
  const bytes = await boundedBody(request, MAX_BODY_BYTES, tooLarge);
  try {
    return JSON.parse(new TextDecoder().decode(bytes), (_key, value: unknown) => keepable(value));
  } catch (error) {
    throw new AppError('invalid-input', 'The body is not valid JSON.', {}, { cause: error });
  }
}

/** PostgreSQL keeps neither NUL nor half of a pair of surrogates; pasted text may hold both. */
function keepable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}

function answered(answer: unknown, requestId: string): Response {
  const headers = { 'x-request-id': requestId, 'cache-control': 'no-store' };
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 204, headers }) : Response.json(answer, { headers });
}

function failed(error: unknown, request: Request, requestId: string): Response {
  const { pathname } = new URL(request.url);
  const problem = problemOf(error, requestId);
  const facts = { requestId, method: request.method, path: pathname, code: problem.code, err: error };
  if (error instanceof AppError) logger().warn({ ...facts, details: error.details }, 'request.failed');
  else logger().error(facts, 'request.failed');
  return problemResponse(problem);
}

let requestLogger: ReturnType<typeof createLogger> | undefined;

function logger() {
  requestLogger ??= createLogger(config().LOG_LEVEL);
  return requestLogger;
}
