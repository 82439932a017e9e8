import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/test/browser.ts';

const RESTARTS = 'failures/resume.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/start-stack.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Two cores share browser, portal, database and a whole cloud.
  workers: 2,
  fullyParallel: true,
  // Those with a stack of their own go one after the other: they start first, so that the others fill the time beside them.
  projects: [
    { name: 'restarts', testMatch: RESTARTS },
    { name: 'pages', testIgnore: RESTARTS },
  ],
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  use: {
    // What cannot be pressed by then never can: the test says so, rather than running out of its whole time.
    actionTimeout: 30_000,
    // Keeping every page of every action takes a fifth of the time: `npm run e2e -- --trace retain-on-failure` has it.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Whatever turns or fades would be painted without a GPU: that took half of the time.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
});
