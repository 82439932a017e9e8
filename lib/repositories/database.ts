import { PrismaPg } from '@prisma/adapter-pg';
import { fromPrisma } from 'pg-boss';
import { PrismaClient, type Prisma } from './generated/client.ts';

const POOL = 10;

export type Database = PrismaClient;
/** The database itself, or what is written together in one of its transactions. */
export type Transaction = Prisma.TransactionClient;

/** A client of the portal's PostgreSQL. */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: POOL }) });
}

/** Lets the job queue write inside a transaction: a job then exists exactly when the rest of it was written. */
export function sqlRunner(transaction: Pick<Database, '$queryRawUnsafe'>) {
  return fromPrisma(transaction);
}
