import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startLocalServer } from './database/local-server.ts';
import { ensureDatabase, migrate } from './database/migrate.ts';
import { isAlive } from './database/users.ts';
import { generate } from './generate.ts';

const root = join(import.meta.dirname, '..');

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server for tests, and the migrated database that every test file gets a copy of. */
    postgres: { adminUrl: string; template: string };
  }
}

/** Starts the test server once for all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generate();
  const server = await startLocalServer(root, { name: 'postgres-test', throwAway: true });
  const adminUrl = server.url('postgres');
  await dropLeftovers(adminUrl);
  const template = `template_${migrationsHash()}`;
  await ensureDatabase(adminUrl, template);
  await migrate(root, server.url(template));
  project.provide('postgres', { adminUrl, template });
  return () => server.stop();
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync('prisma/migrations/*/migration.sql', { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Databases of test runs that were killed: their names end on the process that made them. */
async function dropLeftovers(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`,
    );
    for (const { datname } of rows.filter((row) => !isAlive(Number(row.datname.split('_').at(-1))))) {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}
