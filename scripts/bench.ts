import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { serverPlace } from './database/binaries.ts';
import { startStack, type Stack } from './stack/start-stack.ts';
import { measureProbes } from './bench/probes.ts';
import { readDefinition } from './template-run/files.ts';
import { runTemplate } from './template-run/run-template.ts';

/** `npm run bench`: measures and prints, asserts nothing. Everything it starts has names and ports of its own. */
const root = join(import.meta.dirname, '..');
const dataFolder = join(root, '.data/bench');
const DATABASE = 'bench';
const TIME_SCALE = 120;
const REQUESTS = 50;

const rows: [what: string, value: string][] = [];
const note = (what: string, value: string) => void rows.push([what, value]);

await emptied();
// The build is not part of a start: it is made once for a version.
await timedStart('Build if needed, and a start');
await emptied();
await timedStart('First start');
await timedStart('Later start', measureRequests);
note('Client bundle, gzip', `${Math.round(bundleBytes() / 1024)} KB`);
await measureTemplates();
for (const { title, ...line } of await measureProbes()) note(title, line.words);
await emptied();

console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor unknown'}\n`);
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, value] of rows) console.log(`${what.padEnd(width)}  ${value}`);

async function emptied(): Promise<void> {
  rmSync(dataFolder, { recursive: true, force: true });
  const { folder } = await serverPlace(root, DATABASE);
  rmSync(folder, { recursive: true, force: true });
}

/** Each part of a start lasts from the words that announce it to the next ones. */
async function timedStart(title: string, whileItRuns?: (stack: Stack) => Promise<void>): Promise<void> {
  const parts: { words: string; at: number }[] = [];
  const startedAt = performance.now();
  const stack = await startStack({
    root,
    dataFolder,
    database: { name: DATABASE },
    portalPort: 0,
    say: (words) => parts.push({ words, at: performance.now() }),
  });
  const endedAt = performance.now();
  try {
    note(title, seconds(endedAt - startedAt));
    parts.forEach(({ words, at }, index) =>
      note(`  ${words.replace(' …', '')}`, seconds((parts[index + 1]?.at ?? endedAt) - at)),
    );
    await whileItRuns?.(stack);
  } finally {
    await stack.stop();
  }
}

async function measureRequests({ portalUrl }: Stack): Promise<void> {
  for (const path of ['/', '/api/health']) {
    const times: number[] = [];
    for (let index = 0; index < REQUESTS; index += 1) {
      const startedAt = performance.now();
      const response = await fetch(portalUrl + path, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      times.push(performance.now() - startedAt);
    }
    note(`GET ${path}, median of ${REQUESTS}`, `${median(times).toFixed(1)} ms`);
  }
}

async function measureTemplates(): Promise<void> {
  const { OFFICIAL_TEMPLATE_FILE: official } = process.env;
  await measureTemplate('Template run, our edition', { ...ownEdition() });
  if (official) await measureTemplate('Template run, official file', readDefinition(official));
  else note('Template run, official file', 'not measured: OFFICIAL_TEMPLATE_FILE is not set');
}

async function measureTemplate(title: string, definition: Record<string, unknown>): Promise<void> {
  const { ready, wallSeconds } = await runTemplate({
    definition,
    parameters: {},
    enabledTests: 'All',
    faultFromStart: false,
    timeScale: TIME_SCALE,
    say: () => undefined,
  });
  const verdict = ready ? 'ready' : 'not ready';
  note(title, `set-up ${wallSeconds.setUp} s, run ${wallSeconds.run} s (scale ${TIME_SCALE}, ${verdict})`);
}

/** What a browser could load in all, once for a version: scripts and styles. */
function bundleBytes(): number {
  const folder = join(root, '.next/static');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css)$/.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
