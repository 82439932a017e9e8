import { join } from 'node:path';
import { startStack } from './stack/start-stack.ts';

const root = join(import.meta.dirname, '..');
const TIME_SCALE = 240;

/** A stack of its own for the browser tests: everything fresh, waits far shorter. Says where it is in one line of JSON. */
const stack = await startStack({
  root,
  dataFolder: join(root, '.data/e2e', String(process.pid)),
  database: { name: 'e2e', throwAway: true },
  portalPort: 0,
  emulator: { timeScale: TIME_SCALE },
  settings: { POLL_INTERVAL_MS: '100', RUN_READ_INTERVAL_MS: '500' },
  say: (words) => console.error(words),
});
console.log(JSON.stringify({ portalUrl: stack.portalUrl, controlUrl: stack.emulator.addresses.control }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stack.stop().finally(() => process.exit(0)));
}
