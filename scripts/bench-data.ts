import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '#emulator/index.ts';
import { serverPlace } from './database/binaries.ts';
import { startLocalServer } from './database/local-server.ts';
import { ensureDatabase, migrate } from './database/migrate.ts';
import { PAGES, VENDOR, type PageRequest } from './bench-data/pages.ts';
import type { Ask, Measured } from './bench-data/measure.ts';
import { seed, type Size } from './bench-data/seed.ts';
import { portalEnvironment } from './stack/environment.ts';

/**
 * `npm run bench:data`: the same pages over a small and a large program, in turns, so that whatever else the machine does
 * slows both. Prints median and 99th percentile of each, their ratio and the number of queries; asserts nothing.
 */
const root = join(import.meta.dirname, '..');
const SERVER = 'bench-data';
const SIZES: Record<'small' | 'large', Size> = {
  // A hundredth: large enough that every first page is full.
  small: { onboardings: 2_000, runs: 10_000, submissions: 300 },
  large: { onboardings: 200_000, runs: 1_000_000, submissions: 30_000 },
};
const ROUNDS = 10;
const TIMES = 10;

type Portal = { ask: (page: PageRequest) => Promise<Measured>; end: () => void };

const folder = mkdtempSync(join(tmpdir(), 'bench-data-'));
const server = await startLocalServer(root, { name: SERVER, throwAway: true });
const emulator = await startEmulator({ portal: { redirectUris: [] } });
try {
  writeFileSync(join(folder, 'ca.pem'), emulator.caPem);
  const [small, large] = [await portalOver('small'), await portalOver('large')];
  const lines = [];
  for (const page of PAGES) {
    const line = await compare(page, { small, large });
    console.log(`${page.title}: ${at(line.small, 0.5).toFixed(1)} and ${at(line.large, 0.5).toFixed(1)} ms`);
    lines.push(line);
  }
  print(lines);
  small.end();
  large.end();
} finally {
  await emulator.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  // Several gigabytes that nothing needs any more.
  if (!process.argv.includes('--keep')) {
    rmSync((await serverPlace(root, SERVER)).folder, { recursive: true, force: true });
  }
}

/** The portal over a program of this size, seeded unless an earlier run that was told to keep it did. */
async function portalOver(name: keyof typeof SIZES): Promise<Portal> {
  const url = server.url(name);
  await ensureDatabase(server.url('postgres'), name);
  if ((await migrate(root, url)).length > 0) {
    const startedAt = performance.now();
    await seed(url, SIZES[name], { tenantId: VENDOR.tenantId, objectId: VENDOR.objectId });
    console.log(`Seeded the ${name} program in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
  }
  const portalUrl = 'http://localhost:3000';
  const facts = { emulator, databaseUrl: url, portalUrl, caFile: join(folder, 'ca.pem'), cacheFolder: folder };
  const env = { ...process.env, ...portalEnvironment(facts), LOG_LEVEL: 'silent', TENANT_READS_PER_MINUTE: '1000000' };
  const child = fork(join(import.meta.dirname, 'bench-data/measure.ts'), { env, execArgv: process.execArgv });
  await once(child, 'message');
  return { ask: (page) => ask(child, page), end: () => child.disconnect() };
}

async function ask(child: ChildProcess, page: PageRequest): Promise<Measured> {
  const token = await tokenOf(emulator, page);
  const wanted: Ask = { page, token, times: TIMES };
  child.send(wanted);
  const [told] = (await once(child, 'message')) as [Measured | { error: string }];
  if ('error' in told) throw new Error(told.error);
  return told;
}

async function tokenOf({ entra }: Emulator, { as }: PageRequest): Promise<string> {
  const wanted = { userId: as.objectId, audience: 'portal' as const, scopes: ['access_as_user'] };
  return (await entra.userToken(wanted)).accessToken;
}

type Line = { title: string; small: Measured; large: Measured };

async function compare({ ...page }: PageRequest, portals: { small: Portal; large: Portal }): Promise<Line> {
  const small: Measured[] = [];
  const large: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    small.push(await portals.small.ask(page));
    large.push(await portals.large.ask(page));
  }
  return { title: page.title, small: together(small), large: together(large) };
}

function together(rounds: Measured[]): Measured {
  return {
    first: rounds[0]?.first ?? Number.NaN,
    milliseconds: rounds.flatMap(({ milliseconds }) => milliseconds).sort((one, other) => one - other),
    queries: Math.max(...rounds.map(({ queries }) => queries)),
  };
}

function print(lines: Line[]): void {
  const sizes = Object.values(SIZES).map(({ onboardings, runs, submissions }) =>
    [`${onboardings} onboardings`, `${runs} runs`, `${submissions} submissions`].join(', '),
  );
  console.log(`\nSmall: ${sizes[0]}. Large: ${sizes[1]}. ${ROUNDS * TIMES} times each.\n`);
  console.table(
    Object.fromEntries(
      lines.map(({ title, small, large }) => [
        title,
        {
          'median small': `${at(small, 0.5).toFixed(1)} ms`,
          'median large': `${at(large, 0.5).toFixed(1)} ms`,
          ratio: Number((at(large, 0.5) / at(small, 0.5)).toFixed(2)),
          '99 % small': `${at(small, 0.99).toFixed(1)} ms`,
          '99 % large': `${at(large, 0.99).toFixed(1)} ms`,
          'first large': `${large.first.toFixed(0)} ms`,
          queries: small.queries === large.queries ? `${small.queries}` : `${small.queries} and ${large.queries}`,
        },
      ]),
    ),
  );
}

function at({ milliseconds }: Measured, share: number): number {
  return milliseconds[Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * share))] ?? Number.NaN;
}
