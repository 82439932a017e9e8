import { baseOf } from '#lib/wire/scim/base-address.ts';
import type { LoadRun } from '../contract.ts';
import { LOAD_TIMEOUT_MS, type LoadOrder } from '../load/plan.ts';
import type { Inventory, ProbeCredential, ProbeRequest } from '../ports.ts';
import { elements, mustAnswer, type Answer } from './answer.ts';
import { groupBody, userBody } from './bodies.ts';
import { createCalls, exchange, type Calls, type Line } from './calls.ts';
import { createGate, OPEN_GATE } from './gate.ts';
import type { CheckContext } from './context.ts';
import type { Recorder } from './recorder.ts';
import { createResources, type Made } from './resources.ts';
import { schemaSet } from './schema-set.ts';
import type { TestValues } from './test-values.ts';
import { requestToken, type ClientAuthentication, type ClientCredentials, type TokenOptions } from './tokens.ts';
import { Ended } from './verdict.ts';

/** A stopped probe still cleans up, but not for ever. */
const CLEAN_UP_MS = 60_000;

export type Session = ReturnType<typeof createSession>;
type Used = (exchangeId: string) => void;

/** What all checks of one probe share: the token, what discovery said, and the resources that were made. */
export function createSession({
  endpoint,
  credential,
  line,
  inventory,
  values,
  signal,
  onToken,
  mayWrite,
  load,
  onLoad,
}: {
  endpoint: string;
  credential: ProbeCredential;
  line: Line & { recorder: Recorder };
  inventory: Inventory;
  values: TestValues;
  signal: AbortSignal;
  onToken: (token: string) => void;
  mayWrite: boolean;
  load: LoadOrder | undefined;
  onLoad?: (soFar: LoadRun) => void;
}) {
  const base = baseOf(endpoint);
  const resources = createResources(inventory);
  const open: Line = {
    http: line.http,
    gate: OPEN_GATE,
    recorder: line.recorder.sample(),
    onceWithinMs: LOAD_TIMEOUT_MS,
  };
  let measured: LoadRun | undefined;
  let token = credential.kind === 'bearer' ? credential.token : undefined;
  const callsOf = (used: Used): Calls => createCalls(line, base, () => token, used);
  const unrecorded = callsOf(() => undefined);

  let tokenBy: ClientAuthentication | undefined;
  const ask = async (asked: ClientCredentials, by: ClientAuthentication, used: Used, options: TokenOptions = {}) => {
    const { timeoutMs, keepThrottled } = options;
    const send = (request: ProbeRequest) =>
      exchange(line, timeoutMs ? { ...request, timeoutMs } : request, used, keepThrottled);
    const grant = await requestToken(send, asked, by);
    if (grant.token) onToken(grant.token);
    return grant;
  };
  const ready = once(async () => {
    if (credential.kind === 'bearer') return;
    const basic = await quietly(() => ask(credential, 'basic', () => undefined));
    const grant = basic?.token ? basic : await quietly(() => ask(credential, 'body', () => undefined));
    token = grant?.token;
    if (token) tokenBy = basic?.token ? 'basic' : 'body';
  });
  const discovery = once(async () => {
    await ready();
    const read = (path: string) => quietly(() => unrecorded.get(path));
    const [schemas, config] = await Promise.all([read('/Schemas'), read('/ServiceProviderConfig')]);
    return {
      schemas: schemaSet(schemas?.status === 200 ? resourcesOf(schemas) : []),
      config: config?.status === 200 ? config.body : undefined,
    };
  });
  // What was given to `fitUsers` stands below what a check itself wants.
  let fit: Record<string, unknown> = {};
  const sharedUser = once(async () => make('Users', unrecorded));
  const sharedGroup = once(async () => make('Groups', unrecorded));

  async function make(
    collection: 'Users' | 'Groups',
    calls: Calls,
    overrides?: Record<string, unknown>,
  ): Promise<Made> {
    const { schemas } = await discovery();
    const body =
      collection === 'Users'
        ? userBody(schemas, values, { ...fit, ...overrides })
        : groupBody(schemas, values, overrides);
    return resources.make(calls, collection, body);
  }

  const sharedWork = new Map<unknown, Promise<unknown>>();
  function shared<T>(work: (context: CheckContext) => Promise<T>): Promise<T> {
    const started = sharedWork.get(work) ?? session.contextFor(() => undefined).then(work);
    sharedWork.set(work, started);
    return started as Promise<T>;
  }

  const session = {
    async contextFor(used: Used): Promise<CheckContext> {
      const { schemas, config } = await discovery();
      const scim = callsOf(used);
      return {
        scim,
        schemas,
        config,
        values,
        base,
        credential,
        signal,
        newUser: (overrides) => make('Users', scim, overrides),
        newGroup: (overrides) => make('Groups', scim, overrides),
        aUser: sharedUser,
        aGroup: sharedGroup,
        userBody: (overrides) => userBody(schemas, values, { ...fit, ...overrides }),
        fitUsers: (overrides) => void (fit = overrides),
        groupBody: (overrides) => groupBody(schemas, values, overrides),
        create: (collection, body, options) => resources.post(scim, collection, { ...options, body }),
        claim: resources.claim,
        forget: resources.forget,
        read: async (made) => {
          const answer = await scim.get(made.path);
          mustAnswer(answer, [200], 'Reading it back');
          return answer.body;
        },
        find: (collection, filter, more = '') => scim.get(`/${collection}?filter=${encodeURIComponent(filter)}${more}`),
        requestToken: (asked, by, options) => ask(asked, by, used, options),
        tokenBy,
        shared,
        mayWrite,
        load,
        unpaced: () => {
          const calls = createCalls(open, base, () => token, used);
          return { scim: calls, create: (collection, body) => resources.post(calls, collection, { body }) };
        },
        tellLoad: (soFar) => onLoad?.(soFar),
        keepLoad: (run) => (measured = run),
        timesThrottled: line.gate.timesThrottled,
      };
    },
    load: () => measured,
    /** Removes what was made; safe to call twice. Also after a stop. */
    async cleanUp(): Promise<void> {
      if ((await inventory.list()).length === 0) return;
      await ready();
      const cleaning = { ...line, gate: createGate(AbortSignal.timeout(CLEAN_UP_MS)) };
      await resources.cleanUp(
        createCalls(
          cleaning,
          base,
          () => token,
          () => undefined,
        ),
      );
    },
  };
  return session;
}

/** Some servers answer a bare array. */
const resourcesOf = ({ body }: Answer): unknown[] => (Array.isArray(body) ? body : elements(body, 'Resources'));

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => (started ??= work());
}

/** No answer here is no failure of the check that happens to ask first: the discovery checks say so themselves. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Ended) return undefined;
    throw error;
  }
}
