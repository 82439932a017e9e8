import { createClock, type Clock } from './clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { DEFAULT_KNOBS, type Knobs } from './knobs.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { Store } from './store.ts';

/** Where each service answers, without a trailing slash. Graph and ARM speak https, the others http on loopback. */
export type Addresses = { entra: string; graph: string; arm: string; sampleApp: string; control: string };

/** What every service of the emulator is built from. */
export type Core = {
  clock: Clock;
  store: Store;
  knobs: Knobs;
  faults: Faults;
  requests: RequestLog;
  addresses: Addresses;
  /** Ends every timer, run and cycle when the emulator stops. */
  stopping: AbortSignal;
};

export function createCore(options: {
  addresses: Addresses;
  timeScale?: number;
  knobs?: Partial<Knobs>;
  snapshotFile?: string;
  stopping?: AbortSignal;
}): Core {
  return {
    clock: createClock(options.timeScale ?? 60),
    store: new Store(options.snapshotFile),
    knobs: { ...DEFAULT_KNOBS, ...options.knobs },
    faults: createFaults(),
    requests: createRequestLog(),
    addresses: options.addresses,
    stopping: options.stopping ?? new AbortController().signal,
  };
}
