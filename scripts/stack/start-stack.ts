import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type EmulatorOptions } from '#emulator/index.ts';
import { freePort, startLocalServer } from '../database/local-server.ts';
import { ensureDatabase, migrate } from '../database/migrate.ts';
import { generate } from '../generate.ts';
import { buildPortal } from './build.ts';
import { portalEnvironment } from './environment.ts';
import { startNode, untilAnswering, type Child } from './processes.ts';
import { restartable } from './restartable.ts';

export type StackOptions = {
  root: string;
  /** Where state, keys and logs are kept. */
  dataFolder: string;
  /** The database server of this checkout by its name, and which of its databases. */
  database: { name: string; throwAway?: boolean; database?: string };
  portalPort: number;
  emulator?: Pick<EmulatorOptions, 'ports' | 'timeScale' | 'knobs'>;
  /** More settings of the portal. */
  settings?: Record<string, string>;
  say?: (words: string) => void;
};
export type Stack = Awaited<ReturnType<typeof startStack>>;

/** Database, local cloud, worker and portal; `stop` ends what was started, in the reverse order. */
export async function startStack({
  root,
  dataFolder,
  database,
  portalPort,
  emulator: cloud,
  settings = {},
  say = () => undefined,
}: StackOptions) {
  const started: { stop(): Promise<unknown> }[] = [];
  const stop = async () => {
    for (const one of started.splice(0).reverse()) await one.stop();
  };
  try {
    say('Starting the database …');
    generate();
    const databaseUrl = await openDatabase(root, database, started);
    buildPortal(root, say);
    say('Starting the local cloud …');
    const port = await freePort(portalPort);
    const portalUrl = `http://localhost:${port}`;
    const emulator = await startEmulator({
      ...cloud,
      ports: await freePorts(cloud?.ports ?? {}),
      dataFolder: join(dataFolder, 'emulator'),
      portal: { redirectUris: [`${portalUrl}/auth-redirect`, `${portalUrl}/`] },
    });
    started.push(emulator);
    const caFile = join(dataFolder, 'ca.pem');
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(caFile, emulator.caPem);
    const facts = { emulator, databaseUrl, portalUrl, caFile, cacheFolder: join(dataFolder, 'cache') };
    const env = { ...portalEnvironment(facts), ...settings };
    say('Starting the portal and its worker …');
    const startWorker = (): Child => {
      const args = [
        '--conditions=react-server',
        '--disable-warning=ExperimentalWarning',
        join(root, 'lib/worker/main.ts'),
      ];
      return startNode(args, { cwd: root, env, logFile: join(dataFolder, 'logs/worker.log') });
    };
    const startPortal = (): Child => {
      const args = [join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)];
      return startNode(args, { cwd: root, env, logFile: join(dataFolder, 'logs/portal.log') });
    };
    const worker = restartable(startWorker, async () => undefined);
    const portal = restartable(startPortal, (child) => untilAnswering(`${portalUrl}/api/health`, child));
    started.push(worker, portal);
    await portal.start();
    return { emulator, databaseUrl, portalUrl, env, worker, portal, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Another checkout's demo may have the wished ones. */
async function freePorts(wished: NonNullable<EmulatorOptions['ports']>): Promise<typeof wished> {
  const entries = Object.entries(wished).map(async ([name, port]) => [name, await freePort(port)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function openDatabase(
  root: string,
  { name, throwAway, database = 'portal' }: StackOptions['database'],
  started: { stop(): Promise<unknown> }[],
): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given && !throwAway) {
    await migrate(root, given);
    return given;
  }
  const server = await startLocalServer(root, { name, throwAway });
  started.push(server);
  await ensureDatabase(server.url('postgres'), database);
  const url = server.url(database);
  await migrate(root, url);
  return url;
}
