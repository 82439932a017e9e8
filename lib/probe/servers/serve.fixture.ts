import { createServer, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import { openDoor } from '#emulator/doors.ts';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import { ALL_CHECKS } from '../checks/all-checks.ts';
import { memoryInventory } from '../engine/memory-inventory.ts';
import { runProbe, type ProbeSettings } from '../engine/run-probe.ts';
import type { ProbeReport } from '../contract.ts';

type Fetching = { fetch(request: Request): Response | Promise<Response> };
/** A SCIM server that others wrote, and where its resources are. */
export type IndependentServer = { app: Fetching | RequestListener; path: string };

export const TOKEN = 'the-token-of-the-server-under-test';

/** Starts it on a port of its own until the test ends. */
export async function serve({ app, path }: IndependentServer): Promise<string> {
  const { port, close } = typeof app === 'function' ? await listen(app) : await openFetching(app);
  onTestFinished(close);
  return `http://localhost:${port}${path}`;
}

async function openFetching(app: Fetching) {
  const door = await openDoor(0);
  door.serve(app as Parameters<typeof door.serve>[0]);
  return door;
}

async function listen(app: RequestListener): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole probe of an endpoint on this machine. */
export async function probeOf(endpoint: string, over: Partial<ProbeSettings> = {}): Promise<ProbeReport> {
  const client = guardedSession(new Set([new URL(endpoint).host]));
  try {
    return await runProbe({
      endpoint,
      credential: { kind: 'bearer', token: TOKEN },
      // Load and the hundred members of G26 measure the machine more than the server.
      checks: ALL_CHECKS.filter(({ phase, ids }) => phase !== 'load' && !ids.includes('G26')),
      mayWrite: true,
      http: client.http,
      inventory: memoryInventory(),
      ...over,
    });
  } finally {
    await client.close();
  }
}
