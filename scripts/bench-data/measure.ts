import { join } from 'node:path';
import pg from 'pg';
import { guardRoutes } from '#lib/services/request-guards.ts';
import type { PageRequest } from './pages.ts';

export type Ask = { page: PageRequest; token: string; times: number };
/** `first` is the call that may read keys and modules and count figures that were never counted; the others do not. */
export type Measured = { first: number; milliseconds: number[]; queries: number };

/**
 * The portal over one database, in a process of its own: the routes are called as the server calls them, with everything
 * that they do, without the way over the network. Asked and answered over the channel to the process that started it.
 */
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const API = join(import.meta.dirname, '../../app/api');

// As the server does at its start.
guardRoutes();

let queries = 0;
const query = pg.Client.prototype.query as (...all: unknown[]) => unknown;
// Counted where all of them pass, whoever asks.
pg.Client.prototype.query = function counted(this: pg.Client, ...all: unknown[]) {
  queries += 1;
  return query.apply(this, all);
} as typeof pg.Client.prototype.query;

async function answer({ page: { route, query: search = '', params = {} }, token }: Ask): Promise<void> {
  const { GET } = (await import(join(API, route, 'route.ts'))) as { GET: Handler };
  const address = `${process.env.PORTAL_URL}/api/${route}?${search}`;
  const request = new Request(address, { headers: { authorization: `Bearer ${token}` } });
  const response = await GET(request, { params: Promise.resolve(params) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${route}?${search} answered ${response.status}: ${body}`);
}

async function measure(ask: Ask): Promise<Measured> {
  const first = await timed(ask);
  const milliseconds: number[] = [];
  queries = 0;
  for (let time = 0; time < ask.times; time += 1) milliseconds.push(await timed(ask));
  return { first, milliseconds, queries: queries / ask.times };
}

async function timed(ask: Ask): Promise<number> {
  const startedAt = performance.now();
  await answer(ask);
  return performance.now() - startedAt;
}

process.on('message', (ask: Ask) => {
  measure(ask).then(
    (measured) => process.send?.(measured),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
