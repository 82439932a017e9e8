import { once } from 'node:events';
import type { Child } from './processes.ts';

/** A process of the stack that can be lost and started again. */
export type Restartable = {
  current(): Child;
  /** Ends it like a power cut would: no signal handler runs. */
  kill(): Promise<void>;
  /** Starts it again and waits until it is ready. Does nothing while it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

export function restartable(run: () => Child, untilReady: (child: Child) => Promise<void>): Restartable {
  let child = run();
  const hasEnded = () => child.process.exitCode !== null || child.process.signalCode !== null;
  return {
    current: () => child,
    async kill() {
      if (hasEnded()) return;
      const ended = once(child.process, 'exit');
      child.process.kill('SIGKILL');
      await ended;
    },
    async start() {
      if (hasEnded()) child = run();
      await untilReady(child);
    },
    stop: () => child.stop(),
  };
}
