import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { RequestListener } from 'node:http';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import type { IndependentServer } from './serve.fixture.ts';

type Stored = Record<string, unknown> & { id: string };
type Asked = { id?: string; filter?: { match(all: Stored[]): Stored[] } };
type Express = () => RequestListener & { use(path: string, router: unknown): void };

/** express brings no types. */
const express = createRequire(import.meta.url)('express') as Express;

/** SCIMMY's routers on express 4, with handlers over a map as its documentation shows them. */
export function scimmyRouters(token: string): IndependentServer {
  SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
  declare(SCIMMY.Resources.User, 'userName');
  declare(SCIMMY.Resources.Group, 'displayName');
  const routers = new SCIMMYRouters({
    type: 'bearer',
    handler: (request: { header(name: string): string | undefined }) => {
      if (request.header('authorization') !== `Bearer ${token}`) throw new Error('Authorization not detected!');
      return 'someone';
    },
  } as never);
  const app = express();
  app.use('/scim', routers);
  return { app, path: '/scim' };
}

function declare(resource: typeof SCIMMY.Resources.User | typeof SCIMMY.Resources.Group, unique: string): void {
  const all = new Map<string, Stored>();
  const find = (id: string) => {
    const found = all.get(id);
    if (!found) throw new SCIMMY.Types.Error(404, null as never, `Resource ${id} not found`);
    return found;
  };
  const handlers = {
    egress: ({ id, filter }: Asked) => (id ? find(id) : (filter?.match([...all.values()]) ?? [...all.values()])),
    ingress: ({ id }: Asked, data: Record<string, unknown>) => {
      const known = id ? find(id) : undefined;
      const name = String(data[unique]).toLowerCase();
      const taken = [...all.values()].some((one) => one.id !== id && String(one[unique]).toLowerCase() === name);
      if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${unique} is taken`);
      const now = new Date().toISOString();
      const created = (known?.meta as { created?: string } | undefined)?.created ?? now;
      const stored = {
        ...(JSON.parse(JSON.stringify(data)) as object),
        id: id ?? randomUUID(),
        meta: { created, lastModified: now },
      };
      all.set(stored.id, stored);
      return stored;
    },
    degress: ({ id }: Asked) => void all.delete(find(id ?? '').id),
  };
  SCIMMY.Resources.declare(resource as never, handlers as never);
}
