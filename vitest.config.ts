import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['react-server', 'node', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['react-server', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['{lib,emulator,app,scripts,prisma}/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
