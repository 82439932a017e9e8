import { listen } from './core/listen.ts';

type Served = { fetch: Parameters<typeof listen>[0]['fetch'] };
export type Tls = { cert: string; key: string };
export type Door = { port: number; serve(app: Served): void; close(): Promise<void> };

/** Takes a port before there is an app to answer on it: services need each other's addresses to be built. */
export async function openDoor(port: number, tls?: Tls): Promise<Door> {
  let served: Served | undefined;
  const waiting = () => new Response('The emulator is starting.', { status: 503, headers: { 'retry-after': '1' } });
  const door: Served = { fetch: (request, ...rest) => (served ? served.fetch(request, ...rest) : waiting()) };
  const listener = await listen(door, { port, tls });
  return {
    port: listener.port,
    serve(app) {
      served = app;
    },
    close: listener.close,
  };
}
