import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { isAlive } from '../database/users.ts';
import { startNode, untilAnswering } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'processes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const options = { cwd: folder, env: {}, logFile: join(folder, 'child.log') };
const WAITS = 'setInterval(() => {}, 1_000)';

test('a child ends when the process that started it is killed', async () => {
  const starter = join(folder, 'starter.mjs');
  const program = JSON.stringify(['-e', WAITS]);
  writeFileSync(
    starter,
    `import { startNode } from ${JSON.stringify(new URL('processes.ts', import.meta.url).href)};
    const child = startNode(${program}, ${JSON.stringify(options)});
    console.log(child.process.pid);`,
  );
  const parent = spawn(process.execPath, [starter]);
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
  expect(isAlive(Number(pid))).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(Number(pid))).toBe(false), { timeout: 10_000 });
});

test('stop ends a child, and a second stop does nothing', async () => {
  const child = startNode(['-e', WAITS], options);
  await child.stop();
  await child.stop();
  expect(child.process.exitCode ?? child.process.signalCode).not.toBeNull();
});

test('a child that ends while it starts is reported with its log', async () => {
  const child = startNode(['-e', 'console.error("no such setting"); process.exit(3)'], options);
  await expect(untilAnswering('http://127.0.0.1:9', child)).rejects.toThrow(options.logFile);
  await vi.waitFor(() => expect(readFileSync(options.logFile, 'utf8')).toContain('no such setting'), {
    timeout: 10_000,
  });
});
