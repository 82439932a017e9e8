import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalServer } from './database/local-server.ts';
import { migrate, withTemporaryDatabase } from './database/migrate.ts';
import { migrationsFolder, missingSql } from './database/schema-engine.ts';

/** `node scripts/make-migration.ts add-cohorts`: writes the SQL that leads from the last migration to the schema. */
const root = join(import.meta.dirname, '..');
const [title] = process.argv.slice(2);
if (!title || !/^[a-z0-9-]+$/.test(title)) {
  console.error('Name the migration in kebab-case, like add-cohorts.');
  process.exit(2);
}
const server = await startLocalServer(root, { name: 'postgres-test', throwAway: true });
try {
  const sql = await withTemporaryDatabase(server.url, async (url) => {
    await migrate(root, url);
    return missingSql(root, url);
  });
  if (sql) {
    const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder(root), `${time}_${title.replaceAll('-', '_')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
    console.log(`Wrote ${folder}/migration.sql. Read it before you commit it.`);
  } else console.log('Migrations and schema agree: nothing to write.');
} finally {
  await server.stop();
}
