import type { Collection } from '../core/collection.ts';
import type { Store } from '../core/store.ts';
import type { ResourceType } from './schema.ts';
import type { Attributes } from './shape.ts';

/** One customer of the sample application. Its credentials are the application's own, made for tests. */
export type Space = {
  /** The name in the path. */
  id: string;
  /** What the provisioning job signs in with. */
  bearerToken: string;
  /** What a validation run signs in with; it can be refused while the job's stays valid. */
  runToken: string;
  clientId: string;
  clientSecret: string;
  signingKey: string;
  /** Lifetime of tokens of the token endpoint. */
  tokenLifetimeSeconds: number;
  faults: ActiveFault[];
};

/**
 * A switched-on fault. `startsAt` delays it; `token` names a further bearer token it concerns; `requestsPerSecond` and
 * `delayMs` say how much load the faults of load bear and how slow the slow answers are.
 */
export type ActiveFault = {
  id: string;
  startsAt?: string;
  token?: string;
  requestsPerSecond?: number;
  delayMs?: number;
};

export type Row = { id: string; created: string; lastModified: string; version: number; attributes: Attributes };

/** The resources of one space. */
export type Tables = Record<ResourceType, Collection<Row>>;

export function spacesOf(store: Store): Collection<Space> {
  return store.collection<Space>('sample-app.spaces');
}

/** Opened by name at every use, so that a reset or a snapshot never leaves an old table in somebody's hand. */
export function tablesOf(store: Store, space: string): Tables {
  return {
    User: store.collection<Row>(`sample-app.users.${space}`),
    Group: store.collection<Row>(`sample-app.groups.${space}`),
  };
}
