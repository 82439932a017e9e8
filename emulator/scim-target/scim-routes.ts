import { Hono, type Context } from 'hono';
import type { Core } from '../core/core.ts';
import { addDiscovery } from './discovery.ts';
import { errorAnswer, invalid, NOT_JSON, ScimRefusal, scimJson } from './errors.ts';
import { misbehaving } from './misbehaving.ts';
import { readOperations } from './patch.ts';
import { listResources, readQuery, type Query } from './query.ts';
import { createRenderer, project, type Rendered } from './render.ts';
import { createRow, deleteRow, patchRow, readRow, replaceRow } from './resources.ts';
import type { ResourceType } from './schema.ts';
import type { ScimEnv } from './scim-env.ts';
import type { Spaces } from './spaces.ts';
import { signedIn } from './signed-in.ts';
import type { Row } from './state.ts';

type Ask = Context<ScimEnv>;

/** The protocol at `/t/{space}/scim/v2`: https://datatracker.ietf.org/doc/html/rfc7644#section-3.2 */
export function scimRoutes(core: Core, spaces: Spaces): Hono<ScimEnv> {
  const routes = new Hono<ScimEnv>();
  routes.onError(errorAnswer);
  routes.use('*', misbehaving(core, spaces), signedIn(core));
  resourceRoutes(routes, '/Users', 'User');
  resourceRoutes(routes, '/Groups', 'Group');
  routes.post('/.search', async (c) => list(c, ['User', 'Group'], await readBody(c)));
  addDiscovery(routes);
  routes.all('/Bulk', () => unsupported('Bulk operations'));
  routes.all('/Me', () => unsupported('/Me'));
  routes.all('*', (c) => {
    throw new ScimRefusal(404, `There is no endpoint for ${c.req.method} here.`);
  });
  return routes;
}

function resourceRoutes(routes: Hono<ScimEnv>, path: string, type: ResourceType): void {
  routes.get(path, (c) => list(c, [type], c.req.query()));
  routes.post(path, async (c) => {
    const row = createRow(c.get('place'), type, await readBody(c));
    return answer(c, type, row, 201);
  });
  routes.post(`${path}/.search`, async (c) => list(c, [type], await readBody(c)));
  routes.get(`${path}/:id`, (c) => {
    const row = rowOf(c, type);
    if (c.req.header('if-none-match') === versionOf(row)) return new Response(null, { status: 304 });
    return answer(c, type, row);
  });
  routes.put(`${path}/:id`, async (c) => {
    const row = unchanged(c, rowOf(c, type));
    return answer(c, type, replaceRow(c.get('place'), type, { row, body: await readBody(c) }));
  });
  routes.patch(`${path}/:id`, async (c) => {
    const row = unchanged(c, rowOf(c, type));
    const operations = readOperations(await readBody(c));
    const patched = patchRow(c.get('place'), type, { row, operations });
    return answersPatch(c, type) ? answer(c, type, patched) : new Response(null, { status: 204 });
  });
  routes.delete(`${path}/:id`, (c) => {
    deleteRow(c.get('place'), type, unchanged(c, rowOf(c, type)));
    return new Response(null, { status: 204 });
  });
}

/** Microsoft asks for 204 on groups: the answer would carry every member. */
function answersPatch(c: Ask, type: ResourceType): boolean {
  return type === 'User' || c.get('place').faults.some(({ answersGroupPatch }) => answersGroupPatch);
}

function list(c: Ask, types: ResourceType[], given: Record<string, unknown>): Response {
  const { tables, faults } = c.get('place');
  const [first = 'User'] = types;
  return scimJson(listResources({ tables, faults, base: c.get('base') }, types, queryOf(c, first, given)));
}

function queryOf(c: Ask, type: ResourceType, given: Record<string, unknown>): Query {
  const { faults } = c.get('place');
  return readQuery(faults.reduce((asked, fault) => fault.onQuery?.(asked, type) ?? asked, given));
}

function answer(c: Ask, type: ResourceType, row: Row, status = 200): Response {
  const { attributes, excludedAttributes } = queryOf(c, type, c.req.query());
  const rendered: Rendered = createRenderer(c.get('place').tables, c.get('base'))(type, row);
  const headers = { etag: rendered.meta.version, ...(status === 201 ? { location: rendered.meta.location } : {}) };
  return scimJson(project(type, rendered, { attributes, excludedAttributes }), status, headers);
}

function rowOf(c: Ask, type: ResourceType): Row {
  return readRow(c.get('place'), type, c.req.param('id') ?? '');
}

// https://datatracker.ietf.org/doc/html/rfc7644#section-3.14
function unchanged(c: Ask, row: Row): Row {
  const wanted = c.req.header('if-match');
  if (wanted && wanted !== '*' && !wanted.split(/\s*,\s*/).includes(versionOf(row))) {
    throw new ScimRefusal(412, 'The resource has changed since that version.');
  }
  return row;
}

function versionOf({ version }: Row): string {
  return `W/"${version}"`;
}

async function readBody(c: Ask): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/(scim\+)?json\s*(;|$)/i.test(type))
    throw new ScimRefusal(415, `Send application/scim+json, not ${type}.`);
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(invalid('invalidSyntax', NOT_JSON), { cause });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('invalidSyntax', 'The body must be a JSON object.');
  }
  const { asked } = c.var;
  const { faults } = c.get('place');
  return faults.reduce((read, fault) => fault.onBody?.(read, asked) ?? read, body as Record<string, unknown>);
}

function unsupported(what: string): never {
  throw new ScimRefusal(501, `${what} are not supported, as the ServiceProviderConfig says.`);
}
