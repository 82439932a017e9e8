import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from '../generate.ts';
import { buildPortal } from '../stack/build.ts';
import { findBrowser } from './browser.ts';

export type Outcome = { passed: number; failed: number; skipped: string[] };
export type Check = { title: string; run: () => Promise<Outcome> };

const root = join(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** In the order in which a mistake is cheapest to find. */
export const checks: Check[] = [
  { title: 'Database client', run: () => asOne(async () => generate()) },
  { title: 'Types, lint and format', run: readings },
  { title: 'Unit and integration tests', run: vitest },
  { title: 'Build', run: () => asOne(async () => buildPortal(root, console.log)) },
  { title: 'Browser tests', run: playwright },
];

async function asOne(work: () => Promise<void>): Promise<Outcome> {
  try {
    await work();
    return { passed: 1, failed: 0, skipped: [] };
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: [] };
  }
}

/** Each reads every file on one core: side by side, what each has to say whole. */
async function readings(): Promise<Outcome> {
  const codes = await Promise.all([
    quiet(bin('tsc'), ['--noEmit']),
    quiet(bin('eslint'), ['.', '--max-warnings', '0']),
    quiet(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  ]);
  const failed = codes.filter((isGood) => !isGood).length;
  return { passed: codes.length - failed, failed, skipped: [] };
}

/** Its output is told only of what is wrong. */
async function quiet(file: string, args: string[]): Promise<boolean> {
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (ended) => resolve(ended ?? 1));
  });
  if (code !== 0) console.error((await said).join('').trim() || `${file} could not be run.`);
  return code === 0;
}

function spawned(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string; title: string }[] }[];
};

async function vitest(): Promise<Outcome> {
  const file = join(tmpdir(), `gallery-onboarding-vitest-${process.pid}.json`);
  const code = await spawned(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport<VitestReport>(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = all
    .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
    .map(({ title }) => title);
  // A file that does not even load has no tests to fail.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: { title: string; tests: { status: string }[] }[] };
type PlaywrightReport = PlaywrightSuite & { stats: { expected: number; unexpected: number; flaky: number } };

async function playwright(): Promise<Outcome> {
  const browser = findBrowser();
  if (!browser) {
    console.error('No Chromium found: install Debian’s package chromium, or run npx playwright install chromium.');
    return process.env.CI
      ? { passed: 0, failed: 1, skipped: [] }
      : { passed: 0, failed: 0, skipped: ['browser tests: no Chromium found'] };
  }
  const file = join(tmpdir(), `gallery-onboarding-playwright-${process.pid}.json`);
  const code = await spawned(bin('playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    BROWSER_FILE: browser,
  });
  const report = readReport<PlaywrightReport>(file);
  if (!report) return { passed: 0, failed: 1, skipped: [] };
  const { expected, unexpected, flaky } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: skippedSpecs(report) };
}

function skippedSpecs({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'skipped')).map(({ title }) => title);
  return [...own, ...suites.flatMap(skippedSpecs)];
}

function readReport<Report>(file: string): Report | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(file);
  return report;
}
