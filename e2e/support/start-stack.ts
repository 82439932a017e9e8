import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Starts the stack in a process of its own and tells the tests where it is; what it returns stops it. */
export default async function startStack(): Promise<() => Promise<void>> {
  const node = join(root, 'node_modules/.bin/node');
  const child = spawn(
    node,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'scripts/e2e-stack.ts'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The stack ended while starting (${code}).`)));
  });
  const address = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  process.env.E2E_STACK = await Promise.race([address, ended]);
  ended.catch(() => undefined);
  return () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
}
