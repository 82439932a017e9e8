import { Hono } from 'hono';
import { z } from 'zod';
import { baseUrl, type Graph, type GraphEnv, type GraphRequest } from './context.ts';
import { GraphError } from './errors.ts';
import { jsonBody } from './request-body.ts';

const MAX_REQUESTS = 20;
const Item = z.object({
  id: z.string().min(1),
  method: z.string().transform((method) => method.toUpperCase()).pipe(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])), // prettier-ignore
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});
type Item = z.infer<typeof Item>;
const Batch = z.object({ requests: z.array(Item).min(1) });

type Answer = { id: string; status: number; headers: Record<string, string>; body: unknown };

/**
 * Sends each request of a batch through `dispatch`, as if it had come alone: with its own checks, faults and log entry.
 * https://learn.microsoft.com/graph/json-batching
 */
export function batchRoutes(
  graph: Graph,
  dispatch: (request: Request) => Response | Promise<Response>,
): Hono<GraphEnv> {
  const routes = new Hono<GraphEnv>();

  routes.post('/$batch', async (c) => {
    const items = batchOf(await jsonBody(c));
    const started = new Map<string, Promise<Answer>>();
    const run = (item: Item): Promise<Answer> => {
      const known = started.get(item.id) ?? answer(item);
      started.set(item.id, known);
      return known;
    };
    const answer = async (item: Item): Promise<Answer> => {
      const earlier = items.filter((one) => item.dependsOn?.includes(one.id));
      const answers = await Promise.all(earlier.map(run));
      if (answers.some(({ status }) => status >= 400)) return failedDependency(item.id);
      return answerOf(item.id, await dispatch(requestOf(graph, c, item)));
    };
    return c.json({ responses: await Promise.all(items.map(run)) });
  });

  return routes;
}

function batchOf(body: unknown): Item[] {
  const parsed = Batch.safeParse(body);
  if (!parsed.success) throw refused('Invalid batch payload format.');
  const items = parsed.data.requests;
  if (items.length > MAX_REQUESTS) throw refused(`Number of batch requests exceeds the limit of ${MAX_REQUESTS}.`);
  if (new Set(items.map(({ id }) => id)).size < items.length) throw refused('Duplicate request id in the batch.');
  if (items.some(({ url }) => /\$batch|%24batch/i.test(url))) throw refused('A batch cannot hold a batch.');
  // Looking back only also rules out circles.
  items.forEach(({ dependsOn = [] }, index) => {
    const earlier = items.slice(0, index).map(({ id }) => id);
    if (!dependsOn.every((id) => earlier.includes(id)))
      throw refused('dependsOn names a request that is not before it.');
  });
  return items;
}

function requestOf(graph: Graph, c: GraphRequest, item: Item): Request {
  const headers = new Headers(item.headers);
  const authorization = c.req.header('authorization');
  if (authorization) headers.set('authorization', authorization);
  const hasBody = item.body !== undefined && item.method !== 'GET';
  if (hasBody && !headers.has('content-type')) throw refused(`Request ${item.id} has a body but no Content-Type.`);
  const path = item.url.startsWith('/') ? item.url : `/${item.url}`;
  const body = hasBody ? JSON.stringify(item.body) : undefined;
  return new Request(`${baseUrl(graph, c)}${path}`, { method: item.method, headers, body });
}

async function answerOf(id: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const body = isJson && text ? (JSON.parse(text) as unknown) : text || null;
  return { id, status: response.status, headers: Object.fromEntries(response.headers), body };
}

function failedDependency(id: string): Answer {
  const error = { code: 'FailedDependency', message: 'A request that this one depends on failed.' };
  return { id, status: 424, headers: { 'content-type': 'application/json' }, body: { error } };
}

const refused = (message: string) => new GraphError(400, 'BadRequest', message);
