import { Hono, type Context } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Core } from '../core/core.ts';
import type { Arrivals } from './arrivals.ts';
import { KNOWN_FAULTS } from './faults.ts';
import { createRenderer } from './render.ts';
import type { ResourceType } from './schema.ts';
import type { Spaces } from './spaces.ts';
import { tablesOf, type Space } from './state.ts';
import { clearFault, setFault } from './switches.ts';
import { issueToken } from './tokens.ts';

const NewSpace = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  bearerToken: z.string().min(8).optional(),
  runToken: z.string().min(8).optional(),
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(8).optional(),
  tokenLifetimeSeconds: z.int().positive().optional(),
});
const SpaceChange = z.strictObject({ tokenLifetimeSeconds: z.int().positive() });
const TokenRequest = z.strictObject({
  lifetimeSeconds: z.int().positive().optional(),
  use: z.enum(['job', 'run']).optional(),
});
const FaultSetting = z.strictObject({
  startsAt: z.iso.datetime().optional(),
  token: z.string().min(1).optional(),
  requestsPerSecond: z.int().positive().optional(),
  delayMs: z.int().positive().max(60_000).optional(),
});

/** `/_sample`: what tests, scripts and the page ask of the application itself. Not part of SCIM. */
export function adminRoutes(core: Core, spaces: Spaces, arrivals: Arrivals): Hono {
  const routes = new Hono();
  routes.use('*', csrf());
  const spaceOf = (c: Context): Space => {
    const name = c.req.param('space') ?? '';
    return spaces.find(name) ?? refuse(404, `There is no space ${name}.`);
  };
  routes.get('/faults', (c) => c.json(KNOWN_FAULTS));
  routes.get('/spaces', (c) => c.json(spaces.all().map((space) => spaces.credentials(space))));
  routes.post('/spaces', async (c) => {
    const { name, ...options } = await read(c, NewSpace);
    const isNew = !spaces.find(name);
    return c.json(spaces.credentials(spaces.ensure(name, options)), isNew ? 201 : 200);
  });
  routes.get('/spaces/:space', (c) => c.json(spaces.credentials(spaceOf(c))));
  routes.patch('/spaces/:space', async (c) => {
    const changed = spaces.update(spaceOf(c), await read(c, SpaceChange));
    return c.json(spaces.credentials(changed));
  });
  routes.delete('/spaces/:space', (c) => {
    spaces.remove(spaceOf(c));
    return c.body(null, 204);
  });
  routes.post('/spaces/:space/tokens', async (c) => {
    return c.json(await issueToken(spaceOf(c), core.clock, await read(c, TokenRequest)), 201);
  });
  routes.post('/spaces/:space/reset', (c) => {
    const space = spaceOf(c);
    spaces.reset(space);
    arrivals.clear(space.id);
    return c.body(null, 204);
  });
  routes.get('/spaces/:space/requests', (c) => c.json(arrivals.of(spaceOf(c).id)));
  routes.get('/spaces/:space/users', (c) => c.json(resources(core, spaces.credentials(spaceOf(c)), 'User')));
  routes.get('/spaces/:space/groups', (c) => c.json(resources(core, spaces.credentials(spaceOf(c)), 'Group')));
  faultRoutes(routes, spaces, spaceOf);
  return routes;
}

function faultRoutes(routes: Hono, spaces: Spaces, spaceOf: (c: Context) => Space): void {
  routes.get('/spaces/:space/faults', (c) => c.json(spaceOf(c).faults));
  routes.put('/spaces/:space/faults/:fault', async (c) => {
    const id = c.req.param('fault');
    if (!KNOWN_FAULTS.some((fault) => fault.id === id)) refuse(404, `There is no fault ${id}.`);
    return c.json(setFault(spaces, spaceOf(c), { ...(await read(c, FaultSetting)), id }));
  });
  routes.delete('/spaces/:space/faults/:fault', (c) => c.json(clearFault(spaces, spaceOf(c), c.req.param('fault'))));
  routes.delete('/spaces/:space/faults', (c) => c.json(clearFault(spaces, spaceOf(c))));
}

function resources(core: Core, { name, scimEndpoint }: { name: string; scimEndpoint: string }, type: ResourceType) {
  const tables = tablesOf(core.store, name);
  const render = createRenderer(tables, scimEndpoint);
  return tables[type].all().map((row) => render(type, row));
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  try {
    return schema.parse(JSON.parse(text || '{}'));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : 'The body is not JSON.';
    return refuse(400, detail);
  }
}

function refuse(status: 400 | 404, detail: string): never {
  throw new HTTPException(status, { res: Response.json({ error: detail }, { status }) });
}
