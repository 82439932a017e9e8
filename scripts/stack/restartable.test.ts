import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isAlive } from '../database/users.ts';
import { startNode } from './processes.ts';
import { restartable } from './restartable.ts';

const folder = mkdtempSync(join(tmpdir(), 'restartable-'));
afterAll(() => rmSync(folder, { recursive: true }));
const options = { cwd: folder, env: {}, logFile: join(folder, 'child.log') };
// It would outlive a polite request.
const STUBBORN = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1_000)';

test('a killed process is gone at once, and another one runs after the start', async () => {
  const one = restartable(
    () => startNode(['-e', STUBBORN], options),
    async () => undefined,
  );
  const first = one.current().process.pid ?? 0;
  await one.kill();
  expect(isAlive(first)).toBe(false);
  await one.start();
  const second = one.current().process.pid ?? 0;
  expect(second).not.toBe(first);
  await one.start();
  expect(one.current().process.pid).toBe(second);
  await one.kill();
});
