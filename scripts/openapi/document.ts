import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { RouteSpec } from '#lib/platform/route.ts';
import { GUARD_HEADERS, guardAnswers, guardResponses, headersAnswered, headersTaken, type Guarded } from './guards.ts';

const ROOT = join(import.meta.dirname, '../..');
const API = join(ROOT, 'app/api');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];
type Handlers = Partial<Record<Method, { spec: RouteSpec }>>;

/** RFC 9457, as `lib/platform/problem.ts` writes it. */
const Problem = z
  .looseObject({
    type: z.string().optional().meta({ description: 'Left out: what `code` and `title` say is all there is.' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: 'What to branch on.' }),
    requestId: z.string().meta({ description: 'What to name when asking for help.' }),
  })
  .meta({ id: 'Problem', description: 'A refused or failed request (RFC 9457).' });

/** The OpenAPI 3.1 document of every route, made from the same contracts that the routes check their input by. */
export async function openApiDocument() {
  await nameContracts();
  const files = globSync('**/route.ts', { cwd: API }).sort();
  const paths: ZodOpenApiPathsObject = {};
  for (const file of files) {
    const handlers = (await import(join(API, file))) as Handlers;
    const path = `/api/${file.replace(/\/?route\.ts$/, '')}`.replaceAll('[', '{').replaceAll(']', '}');
    const operations = METHODS.flatMap((method) => {
      const spec = handlers[method]?.spec;
      return spec ? [[method.toLowerCase(), operationOf(spec, { method, path })]] : [];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Gallery Onboarding',
      version: '1',
      description:
        'Everything that the pages do. Sign in with Microsoft Entra ID for the scope `access_as_user` of this portal and send the token as bearer. Answers are JSON; what is refused or fails answers with a problem (RFC 9457). Lists come in pages: send the `next` of one page as `after` (of a history as `before`) for the next. A write may carry an Idempotency-Key, so that it can be sent again after a lost connection. The people and tools of a tenant share a budget of requests in a minute; every answer says what is left.',
    },
    components: {
      headers: GUARD_HEADERS,
      responses: guardResponses(Problem),
      securitySchemes: { entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    paths,
  });
}

/** Contracts are components under their own names; one that shares its name with another has its folder's before it. */
async function nameContracts(): Promise<void> {
  const taken = new Set(['Problem']);
  for (const file of globSync('lib/**/contract.ts', { cwd: ROOT }).sort()) {
    const contracts = (await import(join(ROOT, file))) as Record<string, unknown>;
    for (const [name, schema] of Object.entries(contracts)) {
      if (!(schema instanceof z.ZodType) || z.globalRegistry.has(schema)) continue;
      const id = taken.has(name) ? `${file.split('/').at(-2)}.${name}` : name;
      taken.add(id);
      z.globalRegistry.add(schema, { id });
    }
  }
}

type At = { method: Method; path: string };

function operationOf(spec: RouteSpec, { method, path }: At): ZodOpenApiOperationObject {
  const { summary, access, body, query, params } = spec;
  const isPublic = access === 'public';
  const guarded: Guarded = { spec, isWrite: method !== 'GET' };
  return {
    summary,
    operationId: `${method.toLowerCase()} ${path}`.replaceAll(/[^a-z]+/gi, '-').replace(/-$/, ''),
    tags: [tagOf(path)],
    security: isPublic ? [] : [{ entra: [] }],
    ...(isPublic || access === 'signed-in'
      ? {}
      : { description: `Needs the role ${access} of the operator’s tenant.` }),
    requestParams: {
      ...(params instanceof z.ZodObject ? { path: params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...headersTaken(guarded),
    },
    ...requestBody(spec, body),
    responses: { ...success(guarded), ...guardAnswers(guarded), default: problem },
  };
}

const problem = {
  description: 'What kept it from being done',
  content: { 'application/problem+json': { schema: Problem } },
};

function requestBody({ takesFile }: RouteSpec, body: z.ZodType | undefined) {
  if (takesFile) return { requestBody: { required: true, content: { '*/*': { schema: z.file() } } } };
  return body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function success(guarded: Guarded): ZodOpenApiResponsesObject {
  const { answer } = guarded.spec;
  const headers = headersAnswered(guarded);
  if (answer === 'nothing') return { '204': { description: 'Done; there is nothing to say', ...headers } };
  const content = answer === 'file' ? { '*/*': { schema: z.file() } } : { 'application/json': { schema: answer } };
  return { '200': { description: answer === 'file' ? 'The file' : 'Done', content, ...headers } };
}

/** The part of the portal that a path belongs to, as the pages call it. */
function tagOf(path: string): string {
  const [, , area = '', , part] = path.split('/');
  return area === 'onboardings' && part ? part : area;
}
