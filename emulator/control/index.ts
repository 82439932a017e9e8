import { Hono } from 'hono';
import type { Core } from '../core/core.ts';

/** The emulator's own API under /_emulator: for tests and people, never part of the cloud. */
export function createControl(core: Core): { app: Hono } {
  const app = new Hono();
  app.get('/_emulator/health', (c) => c.json({ status: 'ok', addresses: core.addresses }));
  return { app };
}
