import { defineConfig } from 'vitest/config';
import { SlowFirst } from './scripts/test/slow-first.ts';

export default defineConfig({
  resolve: { conditions: ['react-server', 'node'] },
  ssr: { resolve: { conditions: ['react-server', 'node'] } },
  test: {
    include: ['{lib,emulator,app,scripts,prisma}/**/*.test.ts'],
    globalSetup: ['scripts/vitest-database.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than there are cores: runs of the emulated cloud wait most of their time.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
  },
});
