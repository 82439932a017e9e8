import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import { runProbe } from '#lib/probe/engine/run-probe.ts';
import { harOf } from '#lib/probe/har.ts';
import { markdownOf } from '#lib/probe/report.ts';
import { checksWith } from '#lib/probe/select.ts';
import { readinessOf } from '#lib/probe/summary.ts';
import { fileInventory } from './file-inventory.ts';
import type { ProbeOptions } from './options.ts';
import { closing, lineOf } from './words.ts';

const FOLDER = join(import.meta.dirname, '../../.data/probe');

/** Runs the probe from a terminal, streaming what does not pass. Answers with the exit status. */
export async function runProbeCommand(options: ProbeOptions): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const client = guardedSession(ownHosts(options));
  const report = await runProbe({
    ...options,
    checks: checksWith(options.tags, options.load),
    http: client.http,
    inventory: fileInventory(FOLDER, options.endpoint),
    signal: stop.signal,
    onResult(result) {
      if (options.verbose || result.verdict === 'failed') console.log(lineOf(result));
    },
  });
  await client.close();
  if (options.json) writeFileSync(options.json, JSON.stringify(report, undefined, 2));
  if (options.har) writeFileSync(options.har, JSON.stringify(harOf(report)));
  if (options.report) writeFileSync(options.report, markdownOf(report));
  console.log(closing(report));
  const readiness = readinessOf(report.results, report.stopped);
  return { ready: 0, 'not-ready': 1, incomplete: 2 }[readiness];
}

/** The hosts that the person at this terminal named; the command runs on their own machine, in their own network. */
function ownHosts({ endpoint, credential }: ProbeOptions): Set<string> {
  const urls = [endpoint, ...(credential.kind === 'client-credentials' ? [credential.tokenUrl] : [])];
  return new Set(urls.map((url) => new URL(url).host));
}
