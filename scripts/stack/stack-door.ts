import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Restartable } from './restartable.ts';

/** For tests: `POST /portal/kill`, `POST /portal/start`, and the same for the worker, on this machine's loopback only. */
export async function openStackDoor(
  processes: Record<string, Restartable>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = (status: number, words = '') => response.writeHead(status).end(words);
    const [, name = '', action] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
    const known = Object.hasOwn(processes, name) ? processes[name] : undefined;
    const work = action === 'kill' ? known?.kill() : action === 'start' ? known?.start() : undefined;
    if (request.method !== 'POST' || !work) return void answer(404);
    work.then(
      () => answer(204),
      (error: unknown) => answer(500, String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
