import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_MS = 8_000;
const READY_MS = 60_000;
const LOOK_MS = 100;

export type Child = { process: ChildProcess; logFile: string; stop(): Promise<void> };

const END_WITH_PARENT = new URL('end-with-parent.ts', import.meta.url).href;

/** Starts a Node program whose output goes to a file; `stop` asks first and insists later. It ends when this process does. */
export function startNode(
  args: string[],
  options: { cwd: string; env: Record<string, string>; logFile: string },
): Child {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  return {
    process: child,
    logFile: options.logFile,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(insist);
    },
  };
}

/** Waits until an address answers; fails at once when the process that should answer has ended. */
export async function untilAnswering(url: string, child: Child): Promise<void> {
  const givenUpAt = Date.now() + READY_MS;
  for (;;) {
    if (child.process.exitCode !== null || child.process.signalCode !== null)
      throw new Error(`It ended while starting; ${child.logFile} says why.`);
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (response?.ok) return;
    if (Date.now() > givenUpAt) throw new Error(`${url} does not answer; see ${child.logFile}.`);
    await sleep(LOOK_MS);
  }
}
