import { mkdirSync, openSync, closeSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOCK_WAIT_MS = 120_000;

/** One process at a time; the lock of a process that is gone counts for nothing. */
export async function withLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const file = join(folder, 'lock');
  const until = Date.now() + LOCK_WAIT_MS;
  while (!take(file)) {
    if (Date.now() > until) throw new Error(`Another process has held ${file} for two minutes. Stop it and try again.`);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeFileSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(readOrEmpty(file));
    // Empty for the moment between its making and its writing.
    if (holder && !isAlive(holder)) rmSync(file, { force: true });
    return false;
  }
}

/** Says that this process needs the server, until `leave`. */
export function enter(folder: string): void {
  mkdirSync(join(folder, 'users'), { recursive: true });
  writeFileSync(join(folder, 'users', String(process.pid)), '');
}

/** True when nobody else alive needs the server. */
export function leave(folder: string): boolean {
  rmSync(join(folder, 'users', String(process.pid)), { force: true });
  const others = readdirSync(join(folder, 'users')).filter((pid) => {
    if (isAlive(Number(pid))) return true;
    rmSync(join(folder, 'users', pid), { force: true });
    return false;
  });
  return others.length === 0;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Released in between: the next try finds out.
    return '';
  }
}
