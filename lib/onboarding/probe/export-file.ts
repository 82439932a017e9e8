import type { Exchange, ProbeReport } from '#lib/probe/contract.ts';
import { harOf } from '#lib/probe/har.ts';
import { markdownOf } from '#lib/probe/report.ts';
import type { ExportFile } from './contract.ts';
import type { ProbeRecord } from './ports.ts';

/** A probe as a file: everything, the exchanges for a browser's tools, or words to hand on. */
export function exportFile(probe: ProbeRecord, exchanges: Exchange[], format: 'json' | 'har' | 'report'): ExportFile {
  const report = reportOf(probe, exchanges);
  const name = `scim-probe-${probe.startedAt.toISOString().slice(0, 16).replaceAll(':', '')}`;
  const json = { type: 'application/json' };
  if (format === 'har') return { name: `${name}.har`, ...json, content: JSON.stringify(harOf(report)) };
  if (format === 'json') return { name: `${name}.json`, ...json, content: JSON.stringify(report, undefined, 2) };
  return { name: `${name}.md`, type: 'text/markdown', content: markdownOf(report) };
}

function reportOf(probe: ProbeRecord, exchanges: Exchange[]): ProbeReport {
  const { endpoint, startedAt, endedAt, aliveAt, results, requests, leftovers, loadRun, stopped } = probe;
  return {
    ...{ endpoint, results, exchanges, requests, leftovers },
    startedAt: startedAt.toISOString(),
    endedAt: (endedAt ?? aliveAt).toISOString(),
    ...(loadRun ? { load: loadRun } : {}),
    ...(stopped ? { stopped } : {}),
  };
}
