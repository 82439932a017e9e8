import { Hono } from 'hono';
import { z } from 'zod';
import type { Core } from '../core/core.ts';
import { readBody, refusal } from './read-body.ts';

const NewFault = z.strictObject({
  service: z.enum(['entra', 'graph', 'arm', 'sample-app']),
  tenantId: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  path: z.string().refine(isPattern, 'is not a regular expression'),
  times: z.int().positive().default(1),
  status: z.int().min(200).max(599),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().nonnegative().optional(),
  afterwards: z.boolean().optional(),
});

/** Planted failures. `GET /?tenantId=`, `POST /`, `DELETE /?tenantId=`, `DELETE /{id}`. */
export function faultRoutes({ faults }: Core): Hono {
  const routes = new Hono();
  const ofTenant = (tenantId: string | undefined) => (fault: { tenantId?: string }) =>
    !tenantId || fault.tenantId === tenantId;
  routes.get('/', (c) => c.json(faults.planted.find(ofTenant(c.req.query('tenantId')))));
  routes.post('/', async (c) => {
    const fault = await readBody(c, NewFault);
    return c.json(faults.planted.insert({ id: crypto.randomUUID(), ...fault }), 201);
  });
  routes.delete('/', (c) => {
    faults.planted.removeWhere(ofTenant(c.req.query('tenantId')));
    return c.body(null, 204);
  });
  routes.delete('/:id', (c) => {
    if (!faults.planted.remove(c.req.param('id'))) throw refusal(404, 'There is no such fault.');
    return c.body(null, 204);
  });
  return routes;
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    // Said by the schema.
    return false;
  }
}
