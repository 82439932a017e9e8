import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { applyMigrations, migrationStatus } from './schema-engine.ts';

/** Any number, the same for every process that migrates a portal's database. */
const LOCK = 5_020_021;

/**
 * Brings a database to the last migration and answers with the names it applied; the bookkeeping is Prisma's. One
 * process at a time; a migration that was changed after it ran, or that broke off, stops it.
 */
export async function migrate(root: string, databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { editedMigrationNames, failedMigrationNames, history } = await migrationStatus(root, databaseUrl);
    if (editedMigrationNames.length > 0) {
      throw new Error(
        `Changed after it was applied: ${editedMigrationNames.join(', ')}. Write a new migration instead.`,
      );
    }
    if (failedMigrationNames.length > 0) {
      throw new Error(`Broke off earlier: ${failedMigrationNames.join(', ')}. See "prisma migrate resolve".`);
    }
    if (history && history.diagnostic !== 'databaseIsBehind') {
      throw new Error(`This database has migrations that this version does not know. It belongs to a newer version.`);
    }
    return history ? await applyMigrations(root, databaseUrl) : [];
  } finally {
    // Ends the lock with it.
    await client.end();
  }
}

/** Lends a new database to some work and drops it afterwards. */
export async function withTemporaryDatabase<Result>(
  urlOf: (database: string) => string,
  work: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const name = `temporary_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(urlOf('postgres'), name);
  try {
    return await work(urlOf(name));
  } finally {
    await administer(urlOf('postgres'), (client) => client.query(`DROP DATABASE ${client.escapeIdentifier(name)}`));
  }
}

/** Makes a database on a server unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) return;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`).catch((error: { code?: string }) => {
      // Another start made it in between.
      if (error.code !== '42P04') throw error;
    });
  });
}

async function administer(adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
