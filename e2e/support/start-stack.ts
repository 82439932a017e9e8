import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Starts the stack of all tests and tells them where it is; what it returns stops it. */
export default async function startSharedStack(): Promise<() => Promise<void>> {
  const { address, stop } = await startStack();
  process.env.E2E_STACK = address;
  return stop;
}

/** Starts a stack in a process of its own. `name` keeps its data apart from those of a stack beside it. */
export async function startStack(name = 'portal'): Promise<{ address: string; stop: () => Promise<void> }> {
  const node = join(root, 'node_modules/.bin/node');
  const flags = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  const child = spawn(node, [...flags, 'scripts/e2e-stack.ts', name], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The stack ended while starting (${code}).`)));
  });
  const line = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  const address = await Promise.race([line, ended]);
  ended.catch(() => undefined);
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return { address, stop };
}
