import { Hono } from 'hono';
import memory from '@boxyhq/saml-jackson/dist/db/mem.js';
import stores from '@boxyhq/saml-jackson/dist/db/store.js';
import { RequestHandler } from '@boxyhq/saml-jackson/dist/directory-sync/request.js';
import { DirectoryGroups } from '@boxyhq/saml-jackson/dist/directory-sync/scim/DirectoryGroups.js';
import { DirectoryUsers } from '@boxyhq/saml-jackson/dist/directory-sync/scim/DirectoryUsers.js';
import { Groups } from '@boxyhq/saml-jackson/dist/directory-sync/scim/Groups.js';
import { Users } from '@boxyhq/saml-jackson/dist/directory-sync/scim/Users.js';
import type { DatabaseStore, DirectorySyncRequest, IDirectoryConfig } from '@boxyhq/saml-jackson';
import type { IndependentServer } from './serve.fixture.ts';

type Unwrapped<T> = T extends { default: infer D } ? D : T;
type Records = { data: { value: string }[]; pageToken?: string };

/** A CommonJS default export comes wrapped or not, as who loads it likes. */
const unwrap = <T>(module: T): Unwrapped<T> =>
  (module && typeof module === 'object' && 'default' in module ? module.default : module) as Unwrapped<T>;

/** The directory sync of SAML Jackson (Polis), with HTTP around it as in Polis' own route of it. */
export async function samlJackson(token: string): Promise<IndependentServer> {
  const directory = { id: 'dir', name: 'dir', tenant: 'tenant', product: 'product', scim: { secret: token } };
  const directories = { get: async () => ({ data: directory, error: null }) } as unknown as IDirectoryConfig;
  const db = await database();
  const [users, groups] = [new Users({ db }), new Groups({ db })];
  const requests = new RequestHandler({
    directoryUsers: new DirectoryUsers({ directories, users }),
    directoryGroups: new DirectoryGroups({ directories, users, groups }),
    eventCallback: async () => undefined,
  });
  const app = new Hono();
  app.all('/scim/:resourceType/:resourceId?', async (c) => {
    const { resourceType, resourceId } = c.req.param();
    const text = await c.req.text();
    const number = (name: string) => Number.parseInt(c.req.query(name) ?? '', 10) || undefined;
    const request = {
      method: c.req.method,
      body: text ? JSON.parse(text) : undefined,
      directoryId: directory.id,
      resourceType: resourceType.toLowerCase(),
      resourceId,
      apiSecret: c.req.header('authorization')?.split(' ')[1],
      query: { count: number('count'), startIndex: number('startIndex'), filter: c.req.query('filter') },
    };
    const { status, data } = await requests.handle(request as unknown as DirectorySyncRequest);
    return Response.json(data ?? null, { status });
  });
  app.onError(() => new Response('Internal Server Error', { status: 500 }));
  return { app, path: '/scim' };
}

/** Its memory store, with values as JSON: what its encrypting database does without a key. */
async function database(): Promise<DatabaseStore> {
  const engine = await unwrap(memory).new({ db: { engine: 'mem', ttl: 0 } as never });
  const read = (one: { value: string } | null) => (one ? JSON.parse(one.value) : null);
  const readAll = ({ data, pageToken }: Records) => ({ data: data.map(read), pageToken });
  const db = {
    get: async (space: string, key: string) => read(await engine.get(space, key)),
    getAll: async (...asked: Parameters<typeof engine.getAll>) => readAll((await engine.getAll(...asked)) as Records),
    getByIndex: async (...asked: Parameters<typeof engine.getByIndex>) =>
      readAll((await engine.getByIndex(...asked)) as Records),
    put: (space: string, key: string, value: unknown, ttl = 0, ...indexes: unknown[]) =>
      engine.put(space, key, { value: JSON.stringify(value) }, ttl, ...indexes),
    delete: engine.delete.bind(engine),
    deleteMany: engine.deleteMany.bind(engine),
  };
  return { store: (space: string, ttl = 0) => unwrap(stores).new(space, db as never, ttl) } as unknown as DatabaseStore;
}
