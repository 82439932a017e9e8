import type { CheckId } from '../catalogue/catalogue.ts';
import type { LoadRun } from '../contract.ts';
import type { LoadOrder } from '../load/plan.ts';
import type { ClientAuthentication, ClientCredentials, Grant, TokenOptions } from './tokens.ts';
import type { Answer } from './answer.ts';
import type { CallOptions, Calls } from './calls.ts';
import type { Made } from './resources.ts';
import type { SchemaSet } from './schema-set.ts';
import type { TestValues } from './test-values.ts';
import type { Verdict } from './verdict.ts';

type Json = Record<string, unknown>;

/** What a check works with. Its exchanges are recorded as the check's own. */
export type CheckContext = {
  scim: Calls;
  /** What /Schemas says; empty where it says nothing. */
  schemas: SchemaSet;
  /** The body of /ServiceProviderConfig; undefined where there is none. */
  config: unknown;
  values: TestValues;
  /** The base address, without a slash at its end. */
  base: string;
  credential: { kind: 'bearer'; token: string } | ClientCredentials;
  /** A user of this check alone, made as Entra makes them. Without one the check is not verifiable. */
  newUser(overrides?: Json): Promise<Made>;
  newGroup(overrides?: Json): Promise<Made>;
  /** A user, and a group without members, that every check may read and none may change. */
  aUser(): Promise<Made>;
  aGroup(): Promise<Made>;
  /** The body of a user or group as the two above would send it. */
  userBody(overrides?: Json): Json;
  groupBody(overrides?: Json): Json;
  /** From now on users are made with these changes too: the endpoint refuses the body that Entra sends. */
  fitUsers(overrides: Json): void;
  /** POSTs any body, also a bad one; what comes of it is removed in the end. */
  create(collection: 'Users' | 'Groups', body: unknown, options?: CallOptions): Promise<Answer>;
  /** Lists for the clean-up what a request other than `create` may make by mistake. */
  claim(collection: 'Users' | 'Groups', name: string, id?: string): Promise<{ ref: string }>;
  /** This check deleted it itself and saw it go. */
  forget(made: { ref: string }): Promise<void>;
  /** Reads it back by GET; anything but 200 ends the check as failed. */
  read(made: Made): Promise<unknown>;
  /** GET with a filter. */
  find(collection: 'Users' | 'Groups', filter: string, more?: string): Promise<Answer>;
  /** Asks the token endpoint. */
  requestToken(credential: ClientCredentials, by: ClientAuthentication, options?: TokenOptions): Promise<Grant>;
  /** How the probe's own token was had; undefined with a bearer token, or where there was none to be had. */
  tokenBy: ClientAuthentication | undefined;
  /** Done once per probe, whichever check asks first; its exchanges are no check's own. */
  shared<T>(work: (context: CheckContext) => Promise<T>): Promise<T>;
  /** Whether writing was agreed to. */
  mayWrite: boolean;
  /** The load that was asked for, if any. */
  load?: LoadOrder;
  /**
   * For the throughput check alone: nothing waits, nothing is tried again, and of its exchanges only a sample is kept.
   * What `create` makes is in the inventory like everything else.
   */
  unpaced(): Unpaced;
  /** Tells whoever watches how the load goes. */
  tellLoad(soFar: LoadRun): void;
  /** Puts what was measured into the report. */
  keepLoad(run: LoadRun): void;
  timesThrottled(): number;
  signal: AbortSignal;
};

export type Unpaced = {
  scim: Calls;
  create(collection: 'Users' | 'Groups', body: unknown): Promise<Answer & { ref: string }>;
};

/**
 * When a check runs: `first` side by side before anything is written, `main` side by side, `alone` one after the other
 * with nothing else going on, `load` after the clean-up, `last` what may make the endpoint shut its door.
 */
export const PHASES = ['first', 'main', 'alone', 'load', 'last'] as const;
export type Phase = (typeof PHASES)[number];

export type Check = {
  /** One, or several that the same exchanges answer. */
  ids: readonly [CheckId, ...CheckId[]];
  /** Checks without which this one cannot be tried. */
  needs: readonly CheckId[];
  phase: Phase;
  /** Whether it makes or changes resources, which needs consent. */
  writes: boolean;
  run(context: CheckContext): Promise<Verdict | Partial<Record<CheckId, Verdict>>>;
};

type Options = { needs?: readonly CheckId[]; phase?: Phase };
type Run = (context: CheckContext) => Promise<Verdict>;

/** A check that only reads. */
export function reading(id: CheckId, run: Run, { needs = [], phase = 'first' }: Options = {}): Check {
  return { ids: [id], needs, phase, writes: false, run };
}

/** A check that makes a resource. */
export function writing(id: CheckId, run: Run, { needs = ['U01'], phase = 'main' }: Options = {}): Check {
  return { ids: [id], needs, phase, writes: true, run };
}
