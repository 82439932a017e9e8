import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { patchBodyValidation, scimPatch, type ScimPatch, type ScimResource } from 'scim-patch';
import { filter, parse } from 'scim2-parse-filter';
import type { IndependentServer } from './serve.fixture.ts';

type Stored = ScimResource & Record<string, unknown> & { id: string };
type Collection = 'Users' | 'Groups';

const UNIQUE = { Users: 'userName', Groups: 'displayName' } as const;

/**
 * A server as vendors write them by hand around two libraries: scim-patch applies PATCH and scim2-parse-filter filters,
 * both as their documentation says; everything else is the least that serves Entra. It has no /Schemas.
 */
export function scimPatchServer(token: string): IndependentServer {
  const stores = { Users: new Map<string, Stored>(), Groups: new Map<string, Stored>() };
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${token}`) return problem(401, 'Unauthorized');
    await next();
  });
  for (const collection of ['Users', 'Groups'] as const) routes(app, collection, stores[collection]);
  app.notFound(() => problem(404, 'Not found'));
  app.onError((error) => {
    const { status, scimCode } = error as { status?: number; scimCode?: string };
    return problem(status ?? 400, error.message, scimCode);
  });
  return { app, path: '/scim' };
}

function routes(app: Hono, collection: Collection, all: Map<string, Stored>): void {
  const at = `/scim/${collection}`;
  const found = (c: Context) => all.get(c.req.param('id') ?? '');
  const isTaken = (resource: Stored) => [...all.values()].some((one) => one.id !== resource.id && same(one, resource));
  const nameOf = (one: Stored) => one[UNIQUE[collection]];
  const same = (one: Stored, other: Stored) => nameOf(one) !== undefined && nameOf(one) === nameOf(other);
  const keep = (resource: Stored, status: number) => {
    if (isTaken(resource)) return problem(409, 'It exists already', 'uniqueness');
    all.set(resource.id, resource);
    return answer(resource, status);
  };
  app.get(at, (c) => answer(page(c, [...all.values()]), 200));
  app.post(at, async (c) => keep({ ...(await c.req.json()), id: randomUUID() }, 201));
  app.get(`${at}/:id`, (c) => answered(found(c), (resource) => answer(resource, 200)));
  app.put(`${at}/:id`, async (c) => {
    const body = await c.req.json();
    return answered(found(c), ({ id }) => keep({ ...body, id }, 200));
  });
  app.patch(`${at}/:id`, async (c) => {
    const patch = (await c.req.json()) as ScimPatch;
    return answered(found(c), (resource) => {
      patchBodyValidation(patch);
      return keep(scimPatch(structuredClone(resource), patch.Operations), 200);
    });
  });
  app.delete(`${at}/:id`, (c) =>
    answered(found(c), ({ id }) => {
      all.delete(id);
      return new Response(null, { status: 204 });
    }),
  );
}

const answered = (resource: Stored | undefined, then: (resource: Stored) => Response): Response =>
  resource ? then(resource) : problem(404, 'Not found');

function page(c: Context, all: Stored[]): unknown {
  const asked = c.req.query('filter');
  const matching = asked ? all.filter(filter(parse(asked))) : all;
  const startIndex = Number(c.req.query('startIndex') ?? 1);
  const Resources = matching.slice(startIndex - 1, startIndex - 1 + Number(c.req.query('count') ?? 100));
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: matching.length,
    startIndex,
    itemsPerPage: Resources.length,
    Resources,
  };
}

function answer(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { 'content-type': 'application/scim+json' } });
}

function problem(status: number, detail: string, scimType?: string): Response {
  return answer(
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), scimType, detail },
    status,
  );
}
