import { z } from 'zod';
import { stack } from './cloud.ts';
import { startStack } from './start-stack.ts';
import { expect, test as base } from './test.ts';

/** Tests that stop and start the portal and its worker: they have a stack of their own, beside that of the other tests. */
export const test = base.extend<object, { ownStack: undefined }>({
  ownStack: [
    async ({}, use) => {
      const shared = process.env.E2E_STACK;
      const { address, stop } = await startStack('restarts');
      process.env.E2E_STACK = address;
      await use(undefined);
      process.env.E2E_STACK = shared;
      await stop();
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],
});
export { expect };

async function ask(name: 'portal' | 'worker', action: 'kill' | 'start'): Promise<void> {
  const response = await fetch(`${z.url().parse(stack().processesUrl)}/${name}/${action}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${name}/${action} answered ${response.status}: ${await response.text()}`);
}

/** Ends it without warning, as a power cut would. */
export const kill = (name: 'portal' | 'worker') => ask(name, 'kill');
export const startAgain = (name: 'portal' | 'worker') => ask(name, 'start');
