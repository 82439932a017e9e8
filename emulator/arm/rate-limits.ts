import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core/core.ts';
import type { ArmEnv } from './context.ts';
import { ArmError } from './errors.ts';

const HOUR_MS = 3_600_000;
const KINDS = {
  GET: { name: 'reads', limit: 12_000 },
  DELETE: { name: 'deletes', limit: 15_000 },
  other: { name: 'writes', limit: 1_200 },
} as const;

/**
 * Counts each caller's requests per subscription (or tenant) and emulated hour, and refuses the surplus.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
export function limitRates({ clock }: Pick<Core, 'clock'>): MiddlewareHandler<ArmEnv> {
  const windows = new Map<string, { endsAt: number; used: number }>();

  function count(key: string): { endsAt: number; used: number } {
    const now = clock.now().getTime();
    const current = windows.get(key);
    const window = current && current.endsAt > now ? current : { endsAt: now + clock.wallMs(HOUR_MS), used: 0 };
    window.used += 1;
    windows.set(key, window);
    return window;
  }

  return async (c, next) => {
    const kind =
      c.req.method === 'GET' || c.req.method === 'HEAD'
        ? KINDS.GET
        : c.req.method === 'DELETE'
          ? KINDS.DELETE
          : KINDS.other;
    const [, subscriptionId] = /^\/subscriptions\/([^/]+)/.exec(c.req.path) ?? [];
    const { objectId, tenantId } = c.var.caller;
    const window = count([objectId, subscriptionId ?? tenantId, kind.name].join(' '));
    if (window.used > kind.limit) throw tooMany(kind.name, window.endsAt - clock.now().getTime());
    await next();
    const level = subscriptionId ? 'subscription' : 'tenant';
    c.res.headers.set(`x-ms-ratelimit-remaining-${level}-${kind.name}`, String(kind.limit - window.used));
  };
}

function tooMany(kind: string, remainingMs: number): ArmError {
  const headers = { 'retry-after': String(Math.max(1, Math.ceil(remainingMs / 1000))) };
  return new ArmError(
    { status: 429, code: 'TooManyRequests', headers },
    `The number of ${kind} for this subscription or tenant has exceeded its limit. Please try again after the time in the Retry-After header.`,
  );
}
