import { randomBytes, randomUUID } from 'node:crypto';
import type { Core } from '../core/core.ts';
import { spacesOf, tablesOf, type Space } from './state.ts';

export const DEMO_SPACE = 'demo';
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export type SpaceOptions = Partial<
  Pick<Space, 'bearerToken' | 'runToken' | 'clientId' | 'clientSecret' | 'tokenLifetimeSeconds'>
>;
export type Credentials = {
  name: string;
  pageUrl: string;
  scimEndpoint: string;
  tokenUrl: string;
  bearerToken: string;
  runToken: string;
  clientId: string;
  clientSecret: string;
};
export type Spaces = ReturnType<typeof createSpaces>;

export function createSpaces({ store, addresses }: Core) {
  const rows = spacesOf(store);
  // A snapshot is written from the tables that were opened: open every space's, or a restart would lose the unvisited.
  for (const { id } of rows.all()) tablesOf(store, id);

  /** The space of that name, made if it is new. Options only count for a new one. */
  function ensure(name: string, options: SpaceOptions = {}): Space {
    if (!NAME.test(name)) throw new RangeError(`A space is named by small letters, digits and dashes, not ${name}.`);
    return rows.get(name) ?? rows.insert({ ...newSpace(name), ...options });
  }

  function credentials(space: Space): Credentials {
    const base = `${addresses.sampleApp}/t/${space.id}`;
    const { bearerToken, runToken, clientId, clientSecret } = space;
    const urls = { pageUrl: `${base}/`, scimEndpoint: `${base}/scim/v2`, tokenUrl: `${base}/oauth/token` };
    return { name: space.id, ...urls, bearerToken, runToken, clientId, clientSecret };
  }

  /** Forgets users, groups and faults; the credentials stay. */
  function reset(space: Space): void {
    const tables = tablesOf(store, space.id);
    tables.User.replaceAll([]);
    tables.Group.replaceAll([]);
    rows.update(space.id, { faults: [] });
  }

  return {
    ensure,
    credentials,
    reset,
    find: (name: string) => rows.get(name) ?? (name === DEMO_SPACE ? ensure(name) : undefined),
    all: () => (ensure(DEMO_SPACE), rows.all()),
    update: (space: Space, change: Partial<Space>) => rows.update(space.id, change),
    remove(space: Space) {
      reset(space);
      rows.remove(space.id);
    },
  };
}

function newSpace(name: string): Space {
  return {
    id: name,
    bearerToken: secret(),
    runToken: secret(),
    clientId: randomUUID(),
    clientSecret: secret(),
    signingKey: secret(),
    tokenLifetimeSeconds: 3600,
    faults: [],
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
