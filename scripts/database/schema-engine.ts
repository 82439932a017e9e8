import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { SchemaEngine, type MigrationList, type SchemasContainer } from '@prisma/schema-engine-wasm';

const NO_FILTER = { externalTables: [], externalEnums: [] };
const LOCK_FILE = 'migration_lock.toml';

/** Prisma's own schema engine (as WebAssembly: nothing is downloaded) on one database. */
export async function withSchemaEngine<Result>(
  root: string,
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ connectionString: databaseUrl, Client: CatalogueClient, max: 4 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
    const engine = await SchemaEngine.new({ datamodels: datamodels(root) }, () => undefined, adapter);
    const result = await work(engine);
    engine.free();
    return result;
  } finally {
    await pool.end();
  }
}

const CHAR = 18;
const TIME = 1083;

/**
 * The engine reads PostgreSQL's catalogue, whose type "char" the adapter (7.10) does not know. It travels through the
 * adapter as a time, which the catalogue has none of, and is named a character again behind it.
 */
class CatalogueClient extends pg.Client {
  // The overloads of pg's query cannot be repeated; the pool calls it with a callback, transactions with a promise.
  override query = ((...args: unknown[]) => {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, result?: pg.QueryResult) => callback(error, result && disguise(result));
    }
    const pending = (super.query as (...args: unknown[]) => Promise<pg.QueryResult> | undefined)(...args);
    return typeof callback === 'function' ? pending : pending?.then(disguise);
  }) as unknown as pg.Client['query'];
}

function disguise(result: pg.QueryResult): pg.QueryResult {
  for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TIME;
  return result;
}

class CatalogueAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const set = await queryRaw(query);
      const { Time, Character } = ColumnTypeEnum;
      return { ...set, columnTypes: set.columnTypes.map((type) => (type === Time ? Character : type)) };
    };
    // The adapter would cut a script at every semicolon, those inside a function's body too.
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] });
    };
    return adapter;
  }
}

/** The SQL that leads from a database, brought up to date before, to `prisma/schema.prisma`; empty when they agree. */
export async function missingSql(root: string, databaseUrl: string): Promise<string> {
  const { stdout } = await withSchemaEngine(root, databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', ...schemaFiles(root), configDir: root },
      to: { tag: 'schemaDatamodel', ...schemaFiles(root) },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    }),
  );
  const sql = stdout ?? '';
  return sql.includes('This is an empty migration') ? '' : sql;
}

/** What `prisma migrate status` looks at. */
export function migrationStatus(root: string, databaseUrl: string) {
  return withSchemaEngine(root, databaseUrl, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: migrationList(root),
      optInToShadowDatabase: false,
      filters: NO_FILTER,
    }),
  );
}

/** What `prisma migrate deploy` does. Answers with the names of the migrations it applied. */
export async function applyMigrations(root: string, databaseUrl: string): Promise<string[]> {
  const { appliedMigrationNames } = await withSchemaEngine(root, databaseUrl, (engine) =>
    engine.applyMigrations({ migrationsList: migrationList(root), filters: NO_FILTER }),
  );
  return appliedMigrationNames;
}

export const migrationsFolder = (root: string) => join(root, 'prisma/migrations');

function migrationList(root: string): MigrationList {
  const baseDir = migrationsFolder(root);
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : [];
  return {
    baseDir,
    lockfile: { path: LOCK_FILE, content: readIfThere(join(baseDir, LOCK_FILE)) },
    shadowDbInitScript: '',
    migrationDirectories: names.sort().map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

function schemaFiles(root: string): SchemasContainer {
  return { files: datamodels(root).map(([path, content]) => ({ path, content })) };
}

function datamodels(root: string): [string, string][] {
  const path = join(root, 'prisma/schema.prisma');
  return [[path, readFileSync(path, 'utf8')]];
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
