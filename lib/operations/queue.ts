import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import { outsideRequest } from '#lib/platform/request-context.ts';

const EXPIRE_S = 120;
const HEARTBEAT_S = 30;
const RETRIES = 20;
const RETRY_DELAY_S = 2;
const RETRY_DELAY_MAX_S = 300;
const POLL_S = 0.5;
/** A part of a long watch: the job then hands over to a fresh one, so that a lost worker costs little. */
export const PART_MS = 60_000;

/** One kind of unattended work. `handle` says whether to come back; it must be safe to run twice. */
export type JobDefinition<Payload extends object> = {
  name: string;
  payload: z.ZodType<Payload>;
  /** What makes two jobs the same: only one of a key waits, and one runs. */
  keyOf: (payload: Payload) => string;
  handle: (payload: Payload, signal: AbortSignal) => Promise<{ againInSeconds: number } | undefined>;
};

/** A definition with its payload's type closed in: what the queue works with. */
export type Job = {
  name: string;
  run: (
    data: unknown,
    signal: AbortSignal,
  ) => Promise<{ againInSeconds: number; data: object; key: string } | undefined>;
};

export function job<Payload extends object>({ name, payload: schema, keyOf, handle }: JobDefinition<Payload>): Job {
  return {
    name,
    async run(data, signal) {
      const payload = schema.parse(data);
      const again = await outsideRequest(() => handle(payload, signal));
      return again && { ...again, data: payload, key: keyOf(payload) };
    },
  };
}

/** For sending inside a transaction: runs one statement on its connection. */
export type SqlRunner = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

export type JobQueue = {
  /** Sends a job; one with the same key that is waiting already stands for it. */
  send<Payload extends object>(
    definition: Pick<JobDefinition<Payload>, 'name' | 'payload' | 'keyOf'>,
    payload: Payload,
    transaction?: SqlRunner,
  ): Promise<void>;
  /** Takes up jobs until `stop`. */
  work(): Promise<void>;
  stop(): Promise<void>;
};

/** Unattended work on the portal's own PostgreSQL (pg-boss): any worker takes it up, a lost one is retried by another. */
export async function openQueue(
  databaseUrl: string,
  definitions: readonly Job[],
  onError: (error: unknown, job?: string) => void,
): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'jobs', max: 4 });
  boss.on('error', (error) => onError(error));
  await boss.start();
  for (const { name } of definitions) {
    await boss.createQueue(name, {
      policy: 'stately',
      expireInSeconds: EXPIRE_S,
      heartbeatSeconds: HEARTBEAT_S,
      retryLimit: RETRIES,
      retryDelay: RETRY_DELAY_S,
      retryBackoff: true,
      retryDelayMax: RETRY_DELAY_MAX_S,
    });
  }
  const send: JobQueue['send'] = async ({ name, payload: schema, keyOf }, payload, transaction) => {
    const data = schema.parse(payload);
    await boss.send(name, data, {
      singletonKey: keyOf(data),
      ...(transaction ? { db: transaction as never } : {}),
    });
  };
  return {
    send,
    async work() {
      for (const definition of definitions) {
        await boss.work(definition.name, { pollingIntervalSeconds: POLL_S, localConcurrency: 4 }, async (jobs) => {
          for (const taken of jobs) await handle(boss, definition, taken, onError);
        });
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

async function handle(
  boss: PgBoss,
  { name, run }: Job,
  { data, signal }: { data: unknown; signal: AbortSignal },
  onError: (error: unknown, job?: string) => void,
): Promise<void> {
  try {
    const again = await run(data, signal);
    if (again) await boss.send(name, again.data, { singletonKey: again.key, startAfter: again.againInSeconds });
  } catch (error) {
    onError(error, name);
    // pg-boss keeps it with the job and tries again.
    throw error;
  }
}
