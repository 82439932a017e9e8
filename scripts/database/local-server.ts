import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { giveTo, serverPlace, type ServerPlace } from './binaries.ts';
import { enter, isAlive, leave, withLock } from './users.ts';

const run = promisify(execFile);
const START_TRIES = 5;

export type LocalServer = {
  /** The address of a database of this server. */
  url(database: string): string;
  /** True when the server was running already. */
  adopted: boolean;
  /** Stops the server unless another process still uses it. */
  stop(): Promise<void>;
};

type Memory = { port: number; password: string };

/**
 * The PostgreSQL server of this checkout: made at the first call, adopted when it still runs, started again after a
 * crash. `throwAway` trades durability for speed (tests).
 */
export async function startLocalServer(
  root: string,
  { name, throwAway = false }: { name: string; throwAway?: boolean },
): Promise<LocalServer> {
  const place = await serverPlace(root, name);
  return withLock(place.folder, async () => {
    enter(place.folder);
    const memory = await remembered(place);
    const adopted = await isOurs(place, memory.port, memory.password);
    const port = adopted ? memory.port : await start(place, memory, throwAway);
    return {
      adopted,
      url: (database) => url(port, memory.password, database),
      stop: () => withLock(place.folder, async () => void (leave(place.folder) && (await stop(place)))),
    };
  });
}

const dataFolder = (place: ServerPlace) => join(place.folder, 'data');
const memoryFile = (place: ServerPlace) => join(place.folder, 'server.json');
const url = (port: number, password: string, database: string) =>
  `postgresql://portal:${password}@127.0.0.1:${port}/${database}`;

async function remembered(place: ServerPlace): Promise<Memory> {
  const finished = join(dataFolder(place), 'initialised');
  if (existsSync(finished)) return JSON.parse(readFileSync(memoryFile(place), 'utf8')) as Memory;
  // Without the marker an earlier start broke off half-way: nothing in there is worth keeping.
  rmSync(dataFolder(place), { recursive: true, force: true });
  giveTo(place.user, dataFolder(place));
  const memory = { port: 0, password: randomBytes(18).toString('base64url') };
  const passwordFile = join(dataFolder(place), '..', 'password');
  writeFileSync(passwordFile, memory.password, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const flags = ['--username=portal', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  await run(place.initdb, ['-D', dataFolder(place), ...flags, '--locale=C', '--no-sync'], spawnOptions(place));
  rmSync(passwordFile);
  writeFileSync(memoryFile(place), JSON.stringify(memory), { mode: 0o600 });
  writeFileSync(finished, '');
  return memory;
}

async function start(place: ServerPlace, memory: Memory, throwAway: boolean): Promise<number> {
  clearStalePid(place);
  let last: unknown;
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    const port = await freePort(memory.port);
    const flags = [
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`,
      throwAway ? '-c fsync=off -c synchronous_commit=off -c full_page_writes=off' : '',
    ].join(' ');
    try {
      const log = join(dataFolder(place), 'server.log');
      await run(place.pgCtl, ['start', '-w', '-D', dataFolder(place), '-l', log, '-o', flags], spawnOptions(place));
      writeFileSync(memoryFile(place), JSON.stringify({ ...memory, port }), { mode: 0o600 });
      return port;
    } catch (error) {
      // The port was taken in between, or children of a killed server still hold its memory: both pass.
      last = error;
      await delay(500);
    }
  }
  throw new Error(`The local PostgreSQL server does not start; ${join(dataFolder(place), 'server.log')} says why.`, {
    cause: last,
  });
}

async function stop(place: ServerPlace): Promise<void> {
  await run(place.pgCtl, ['stop', '-w', '-m', 'fast', '-D', dataFolder(place)], spawnOptions(place));
}

/** The pid file of a killed server can name a process that is now somebody else's. */
function clearStalePid(place: ServerPlace): void {
  const file = join(dataFolder(place), 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isAlive(pid) || !commandOf(pid).includes('postgres')) rmSync(file, { force: true });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // No /proc on this system: leave the judgement to PostgreSQL.
    return 'postgres';
  }
}

async function isOurs(place: ServerPlace, port: number, password: string): Promise<boolean> {
  if (port === 0 || !existsSync(join(dataFolder(place), 'postmaster.pid'))) return false;
  const client = new pg.Client({ connectionString: url(port, password, 'postgres'), connectionTimeoutMillis: 5_000 });
  // A server that goes away later must not end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === dataFolder(place);
  } catch {
    // Nobody there, or somebody else's server: start our own.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The wished port when it is free, else any. */
export async function freePort(wished: number): Promise<number> {
  return (await tryPort(wished)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address() as AddressInfo;
      probe.close(() => resolve(found));
    });
  });
}

function spawnOptions(place: ServerPlace) {
  const { PATH, LANG, TZ } = process.env;
  const env = { PATH, LANG, TZ: TZ ?? 'UTC', LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;
  return { cwd: place.folder, ...place.user, env, timeout: 60_000 };
}
