import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { BudgetName, RequestBudgets } from '#lib/platform/ports.ts';
import type { Database } from './database.ts';

const WINDOW_SECONDS = 60;
type Limits = Record<BudgetName, number>;

/**
 * Requests counted in PostgreSQL, for all servers together: one statement a request, and none for whoever is over. While the
 * database is away each server counts for itself. Public requests are counted by each server alone and cost no statement.
 */
export function prismaRequestBudgets(
  database: Database,
  limits: Limits,
): RequestBudgets & { forgetOld(): Promise<number> } {
  const counted = (name: BudgetName) => inDatabase(database, name, limits[name]);
  const counters: Record<BudgetName, RateLimiterAbstract> = {
    reads: counted('reads'),
    writes: counted('writes'),
    public: new RateLimiterMemory({ keyPrefix: 'public', points: limits.public, duration: WINDOW_SECONDS }),
  };
  return {
    async spend(name, whose) {
      const {
        counted: { remainingPoints, msBeforeNext },
        isOver,
      } = await consumed(counters[name], whose);
      const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
      return { name, limit: limits[name], left: remainingPoints, resetSeconds, isOver };
    },
    forgetOld: () => database.$executeRaw`DELETE FROM "RequestCount" WHERE "expire" < ${Date.now()}::bigint`,
  };
}

function inDatabase(database: Database, name: BudgetName, limit: number): RateLimiterPostgres {
  const counting = { keyPrefix: name, points: limit, duration: WINDOW_SECONDS };
  return new RateLimiterPostgres({
    ...counting,
    storeClient: { query: (asked: Query) => queried(database, asked) },
    storeType: 'client',
    tableName: 'RequestCount',
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: limit + 1,
    insuranceLimiter: new RateLimiterMemory(counting),
  });
}

type Query = { text: string; values: unknown[] };

/** What the limiter asks of a client of `pg`, over the portal’s own pool. It counts with numbers. */
async function queried(database: Database, { text, values }: Query): Promise<{ rows: unknown[] }> {
  const rows = await database.$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(text, ...values);
  return { rows: rows.map(({ points, expire }) => ({ points, expire: expire === null ? null : Number(expire) })) };
}

/** Over the budget the limiter throws what it counted. */
async function consumed(
  counter: RateLimiterAbstract,
  whose: string,
): Promise<{ counted: RateLimiterRes; isOver: boolean }> {
  try {
    return { counted: await counter.consume(whose), isOver: false };
  } catch (over) {
    if (over instanceof RateLimiterRes) return { counted: over, isOver: true };
    throw over;
  }
}
