import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import pg from 'pg';
import { serverPlace } from './binaries.ts';
import { startLocalServer } from './local-server.ts';
import { isAlive } from './users.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'checkout-'));
  chmodSync(root, 0o755);
});
afterEach(async () => {
  const { folder } = await serverPlace(root, 'postgres');
  if (!folder.startsWith(root)) rmSync(dirname(folder), { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

const start = () => startLocalServer(root, { name: 'postgres', throwAway: true });

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function postmaster(): Promise<number> {
  const { folder } = await serverPlace(root, 'postgres');
  return Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
}

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 7 AS number');
  await first.stop();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second.url('postgres'), 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  await second.stop();
});

test('a server that still runs is adopted, and one that was killed is started again', async () => {
  const first = await start();
  expect((await start()).adopted).toBe(true);
  process.kill(await postmaster(), 'SIGKILL');
  const again = await start();
  expect(again.adopted).toBe(false);
  expect(await query(again.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
});

test('when its port is taken it moves to another', async () => {
  const first = await start();
  const { port } = new URL(first.url('postgres'));
  await first.stop();
  const squatter = createServer().listen(Number(port), '127.0.0.1');
  await once(squatter, 'listening');
  const moved = await start();
  expect(new URL(moved.url('postgres')).port).not.toBe(String((squatter.address() as AddressInfo).port));
  await moved.stop();
  squatter.close();
});

test('it runs while another process needs it, and stops with the last', async () => {
  const server = await start();
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const { folder } = await serverPlace(root, 'postgres');
  cpSync(join(folder, 'users', String(process.pid)), join(folder, 'users', String(other.pid)));
  await server.stop();
  expect(isAlive(await postmaster())).toBe(true);
  other.kill();
  await once(other, 'exit');
  await (await start()).stop();
  await expect(postmaster()).rejects.toThrow('ENOENT');
});

test('it starts below a folder that only its owner may enter, as root too', async () => {
  chmodSync(root, 0o700);
  const server = await start();
  expect(await query(server.url('postgres'), 'SELECT current_user AS name')).toEqual([{ name: 'portal' }]);
  await server.stop();
});

test('a first start that broke off half-way is made again', async () => {
  const { folder } = await serverPlace(root, 'postgres');
  mkdirSync(join(folder, 'data/base'), { recursive: true });
  const server = await start();
  expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.stop();
});
