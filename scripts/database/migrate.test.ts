import { cpSync, mkdtempSync, appendFileSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import pg from 'pg';
import { migrate, withTemporaryDatabase } from './migrate.ts';
import { migrationStatus, missingSql } from './schema-engine.ts';

const root = join(import.meta.dirname, '../..');
const copies: string[] = [];
afterAll(() => copies.forEach((folder) => rmSync(folder, { recursive: true })));

function urlOf(database: string): string {
  const url = new URL(inject('postgres').adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** A checkout with the same migrations, to be tampered with. */
function copyOfMigrations(): string {
  const copy = mkdtempSync(join(tmpdir(), 'migrations-'));
  copies.push(copy);
  cpSync(join(root, 'prisma'), join(copy, 'prisma'), { recursive: true });
  return copy;
}

test('the migrations lead to the schema', async () => {
  const missing = await withTemporaryDatabase(urlOf, async (url) => {
    await migrate(root, url);
    return missingSql(root, url);
  });
  expect(missing).toBe('');
});

test('a schema that is ahead of the migrations is noticed', async () => {
  const ahead = copyOfMigrations();
  appendFileSync(join(ahead, 'prisma/schema.prisma'), '\nmodel Added {\n  id String @id\n}\n');
  const missing = await withTemporaryDatabase(urlOf, async (url) => {
    await migrate(ahead, url);
    return missingSql(ahead, url);
  });
  expect(missing).toContain('CREATE TABLE "Added"');
});

test('Prisma’s engine finds nothing to do afterwards, and a repeat applies nothing', async () => {
  await withTemporaryDatabase(urlOf, async (url) => {
    const applied = await migrate(root, url);
    expect(applied.length).toBeGreaterThan(0);
    const status = await migrationStatus(root, url);
    expect(status).toMatchObject({ editedMigrationNames: [], failedMigrationNames: [], history: null });
    expect(await migrate(root, url)).toEqual([]);
  });
});

test('two processes that migrate at once apply every migration once', async () => {
  await withTemporaryDatabase(urlOf, async (url) => {
    const [one = [], other = []] = await Promise.all([migrate(root, url), migrate(root, url)]);
    expect([one.length, other.length].sort()).toEqual([0, Math.max(one.length, other.length)]);
  });
});

test('a migration that was changed after it ran is refused by name', async () => {
  const tampered = copyOfMigrations();
  const [first = ''] = globSync('prisma/migrations/*/migration.sql', { cwd: tampered }).sort();
  await withTemporaryDatabase(urlOf, async (url) => {
    await migrate(tampered, url);
    appendFileSync(join(tampered, first), '\n-- changed');
    await expect(migrate(tampered, url)).rejects.toThrow(/Changed after it was applied: \d+_initial/);
  });
});

test('a migration that breaks off is reported at the next start instead of being run again', async () => {
  const broken = copyOfMigrations();
  const folder = join(broken, 'prisma/migrations/99999999999999_broken');
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), 'SELECT 1 / 0;');
  await withTemporaryDatabase(urlOf, async (url) => {
    await expect(migrate(broken, url)).rejects.toThrow(/division by zero/);
    await expect(migrate(broken, url)).rejects.toThrow(/Broke off earlier: 99999999999999_broken/);
  });
});

test('the bookkeeping is Prisma’s: name, SHA-256 of the file, times', async () => {
  await withTemporaryDatabase(urlOf, async (url) => {
    await migrate(root, url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query('SELECT * FROM _prisma_migrations');
    await client.end();
    expect(rows[0]).toMatchObject({ applied_steps_count: 1, rolled_back_at: null });
    expect(rows[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[0]?.finished_at).toBeInstanceOf(Date);
  });
});

test('what was set for both clocks is what each side’s clock begins with', async () => {
  const before = copyOfMigrations();
  for (const folder of globSync('prisma/migrations/2*', { cwd: before }))
    if (basename(folder) >= '20261121212000') rmSync(join(before, folder), { recursive: true });
  await withTemporaryDatabase(urlOf, async (url) => {
    await migrate(before, url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`INSERT INTO "Setting" ("name", "value", "version", "byName", "at") VALUES
      ('timeZone', '"Europe/Berlin"', 3, 'Mo', '2026-11-01'), ('validityDays', '7', 1, 'Mo', '2026-11-02')`);
    await migrate(root, url);
    const { rows } = await client.query('SELECT * FROM "Setting" ORDER BY "name"');
    await client.end();
    const moved = { value: 'Europe/Berlin', version: 3, byName: 'Mo', at: new Date('2026-11-01T00:00:00') };
    expect(rows).toMatchObject([
      { name: 'isvTimeZone', ...moved },
      { name: 'operatorTimeZone', ...moved },
      { name: 'validityDays', value: 7 },
    ]);
  });
});
