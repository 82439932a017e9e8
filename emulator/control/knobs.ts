import { Hono } from 'hono';
import { z } from 'zod';
import type { Core } from '../core/core.ts';
import { DEFAULT_KNOBS, type Knobs } from '../core/knobs.ts';
import { readBody } from './read-body.ts';

const KnobChange = z.strictObject(
  Object.fromEntries(
    Object.entries(DEFAULT_KNOBS).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? z.boolean().optional() : z.number().optional(),
    ]),
  ),
);

/** How the cloud behaves (`/knobs`) and its time (`/clock`). The scale is fixed at the start. */
export function knobRoutes({ knobs, clock }: Core): Hono {
  const routes = new Hono();
  routes.get('/knobs', (c) => c.json(knobs));
  routes.patch('/knobs', async (c) => {
    Object.assign(knobs, (await readBody(c, KnobChange)) as Partial<Knobs>);
    return c.json(knobs);
  });
  routes.get('/clock', (c) => c.json({ now: clock.now().toISOString(), scale: clock.scale }));
  return routes;
}
