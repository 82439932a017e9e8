import { setTimeout as wait } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { Core } from '../core/core.ts';
import { ScimRefusal } from './errors.ts';
import { createPace } from './pace.ts';
import type { ScimEnv } from './scim-env.ts';
import { tablesOf } from './state.ts';
import { authenticate, type Credential } from './tokens.ts';

/** Goes on only with a credential of the space, and as far as faults of sign-in and load let it. */
export function signedIn(core: Core): MiddlewareHandler<ScimEnv> {
  const pace = createPace();
  return async (c, next) => {
    const { space, asked, active } = c.var;
    const faults = active.map(({ fault }) => fault);
    const credential = await credentialOf(core, c);
    for (const { fault, setting } of active) fault.onSignIn?.(credential, setting);
    const name = space!.id;
    const pressure = {
      hasRoom: (most: number) => pace(name, { most, nowMs: core.clock.now().getTime() }),
      // Not the clock of the emulator: slowness is what the client feels.
      sleep: (durationMs: number) => wait(durationMs),
    };
    for (const { fault, setting } of active) await fault.onRequest?.(asked, { setting, ...pressure });
    c.set('place', { tables: tablesOf(core.store, name), clock: core.clock, faults });
    await next();
  };
}

async function credentialOf(core: Core, c: Context<ScimEnv>): Promise<Credential> {
  const { space, active } = c.var;
  const authorization = c.req.header('authorization');
  try {
    return await authenticate(space, core.clock, authorization);
  } catch (error) {
    if (!(error instanceof ScimRefusal)) throw error;
    for (const { fault } of active) {
      const stranger = fault.onStranger?.(authorization);
      if (stranger) return stranger;
    }
    throw error;
  }
}
