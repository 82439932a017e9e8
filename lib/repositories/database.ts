import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

const POOL = 10;

export type Database = PrismaClient;

/** A client of the portal's PostgreSQL. */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: POOL }) });
}
