import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from './database.ts';

/** A migrated database of its own for one test file, dropped after it. */
export async function testDatabase(): Promise<{ database: Database; url: string }> {
  const { adminUrl, template } = inject('postgres');
  const name = `test_${randomUUID().slice(0, 8)}_${process.pid}`;
  await administer(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const address = new URL(adminUrl);
  address.pathname = `/${name}`;
  const database = openDatabase(address.href);
  afterAll(async () => {
    await database.$disconnect();
    await administer(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
  });
  return { database, url: address.href };
}

/** Those who wait for what another transaction holds. */
export const waitingForLocks = (database: Database): Promise<object[]> =>
  database.$queryRaw`
    SELECT "pid" FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
