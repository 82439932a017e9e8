import { Hono } from 'hono';
import { z } from 'zod';
import type { EntraState } from '../entra/state.ts';
import { readBody, refusal } from './read-body.ts';

const NewChallenge = z.strictObject({
  tenantId: z.string(),
  userId: z.string().optional(),
  resource: z.enum(['graph', 'arm', 'portal']),
  at: z.enum(['token', 'resource']).default('token'),
});

/** Demands for a stronger sign-in. `GET /?tenantId=`, `POST /`, `DELETE /?tenantId=`, `DELETE /{id}`. */
export function claimsChallengeRoutes({ challenges }: EntraState): Hono {
  const routes = new Hono();
  const ofTenant = (tenantId: string | undefined) => (row: { tenantId: string }) =>
    !tenantId || row.tenantId === tenantId;
  routes.get('/', (c) => c.json(challenges.find(ofTenant(c.req.query('tenantId')))));
  routes.post('/', async (c) => {
    const asked = await readBody(c, NewChallenge);
    if (asked.resource === 'portal' && asked.at === 'resource') {
      throw refusal(400, 'The portal raises no challenge of its own: use at=token.');
    }
    return c.json(challenges.insert({ id: `c${crypto.randomUUID().slice(0, 8)}`, ...asked }), 201);
  });
  routes.delete('/', (c) => {
    challenges.removeWhere(ofTenant(c.req.query('tenantId')));
    return c.body(null, 204);
  });
  routes.delete('/:id', (c) => {
    if (!challenges.remove(c.req.param('id'))) throw refusal(404, 'There is no such challenge.');
    return c.body(null, 204);
  });
  return routes;
}
