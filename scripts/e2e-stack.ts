import { join } from 'node:path';
import { openStackDoor } from './stack/stack-door.ts';
import { startStack } from './stack/start-stack.ts';

const root = join(import.meta.dirname, '..');
const TIME_SCALE = 240;

/** Stacks that run side by side need a database each: their workers would take each other's jobs. */
const [name = 'portal'] = process.argv.slice(2);

/** A stack of its own for the browser tests: everything fresh, waits far shorter. Says where it is in one line of JSON. */
const stack = await startStack({
  root,
  dataFolder: join(root, '.data/e2e', String(process.pid)),
  database: { name: 'e2e', throwAway: true, database: name },
  portalPort: 0,
  emulator: { timeScale: TIME_SCALE },
  settings: { POLL_INTERVAL_MS: '100', RUN_READ_INTERVAL_MS: '500' },
  say: (words) => console.error(words),
});
const { portalUrl, databaseUrl, emulator, portal, worker } = stack;
const door = await openStackDoor({ portal, worker });
console.log(JSON.stringify({ portalUrl, databaseUrl, controlUrl: emulator.addresses.control, processesUrl: door.url }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.all([door.stop(), stack.stop()]).finally(() => process.exit(0)));
}
