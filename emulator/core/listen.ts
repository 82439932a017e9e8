import { serve } from '@hono/node-server';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';

/** Serves an app on loopback; with `tls` over https. Port 0 picks a free one. Resolves once it listens. */
export async function listen(
  app: Pick<Hono, 'fetch'>,
  { port, tls }: { port: number; tls?: { cert: string; key: string } },
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = await new Promise<Server>((resolve, reject) => {
    const started = serve(
      {
        fetch: app.fetch,
        port,
        hostname: '127.0.0.1',
        ...(tls ? { createServer: createHttpsServer, serverOptions: tls } : {}),
      },
      () => resolve(started as Server),
    );
    started.once('error', reject);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
