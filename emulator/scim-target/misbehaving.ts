import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core/core.ts';
import { activeFaults } from './faults.ts';
import type { Asked, Reply, SampleFault } from './faults/sample-fault.ts';
import type { ScimEnv } from './scim-env.ts';
import type { Spaces } from './spaces.ts';

/** Finds whose request it is and which faults are on, and lets them change the answer at last. */
export function misbehaving(core: Core, spaces: Spaces): MiddlewareHandler<ScimEnv> {
  return async (c, next) => {
    const { pathname, origin, search } = new URL(c.req.url);
    const name = pathname.split('/')[2] ?? '';
    const path = pathname.slice(`/t/${name}/scim/v2`.length);
    const space = spaces.find(name);
    const asked = { method: c.req.method, path, search, contentType: c.req.header('content-type') ?? '' };
    const active = space ? activeFaults(space, core.clock.now()) : [];
    c.set('space', space);
    c.set('asked', asked);
    c.set('active', active);
    c.set('base', `${origin}/t/${name}/scim/v2`);
    await next();
    const changing = active.map(({ fault }) => fault).filter(({ onAnswer }) => onAnswer !== undefined);
    if (changing.length === 0) return;
    const changed = await changedAnswer(c.res, asked, changing);
    // Hono would copy the old answer's headers onto the new one.
    c.res = undefined;
    c.res = changed;
  };
}

async function changedAnswer(answer: Response, asked: Asked, faults: SampleFault[]): Promise<Response> {
  const text = await answer.text();
  const reply: Reply = {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
  const { status, headers, body } = faults.reduce((given, fault) => fault.onAnswer?.(given, asked) ?? given, reply);
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(sent ?? null, { status, headers });
}
