import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '#emulator/core/core.ts';
import { FAULT_AREAS } from '#emulator/scim-target/faults.ts';
import { createSampleApp } from '#emulator/scim-target/index.ts';
import type { ActiveFault } from '#emulator/scim-target/state.ts';
import { ALL_CHECKS } from '../checks/all-checks.ts';
import { memoryInventory } from '../engine/memory-inventory.ts';
import { runProbe } from '../engine/run-probe.ts';
import type { ProbeHttp } from '../ports.ts';
import { diagnose } from './diagnose.ts';

const ORIGIN = 'http://localhost:7004';
/** Shown by nothing but load, and of that a second is enough. */
const LOAD_FAULTS: Record<string, Partial<ActiveFault>> = {
  throttled: { requestsPerSecond: 10 },
  'throttled-without-hint': { requestsPerSecond: 10 },
  'slow-answers': { delayMs: 700 },
};
const BRIEF = { perSecond: 25, rampMs: 200, durationMs: 1_400 };

/** A fault, the checks that notice it, and the causes that are named. */
export type FaultRow = { fault: string; title: string; area: string; noticed: string[]; causes: string[] };

export const FAULTS = FAULT_AREAS.flatMap(({ id: area, faults }) =>
  faults.map(({ id, title }) => ({ id, title, area })),
);

export const faultsOf = (...areas: string[]) => FAULTS.filter(({ area }) => areas.includes(area));

/** Probes the sample application with one fault after another, without a network between: there are some eighty. */
export function createFaultProbe() {
  const addresses = { entra: '', graph: '', arm: '', sampleApp: ORIGIN, control: '' };
  const sample = createSampleApp(createCore({ addresses }));
  const http: ProbeHttp = async ({ url, method, headers, body }) => {
    const startedAt = performance.now();
    const answer = await sample.app.request(url, { method, headers, body });
    const text = await answer.text();
    const durationMs = performance.now() - startedAt;
    const { status } = answer;
    return { url, status, headers: Object.fromEntries(answer.headers), text, truncated: false, durationMs };
  };

  async function results(space: string, faults: string[]) {
    const { scimEndpoint, tokenUrl, clientId, clientSecret } = sample.createSpace(space);
    for (const id of faults) sample.faults.set(space, { id, ...LOAD_FAULTS[id] });
    const isLoad = faults.some((id) => id in LOAD_FAULTS);
    const report = await runProbe({
      endpoint: scimEndpoint,
      // The tokens of the scope run are those that token-expires refuses.
      credential: { kind: 'client-credentials', tokenUrl, clientId, clientSecret, scope: 'run' },
      // A hundred members would be a third of all requests, and tell nothing that four do not.
      checks: ALL_CHECKS.filter(({ ids, phase }) => (phase === 'load') === isLoad && !ids.includes('G26')),
      mayWrite: true,
      http,
      inventory: memoryInventory(),
      ...(isLoad ? { load: 'reads', loadPlan: BRIEF } : {}),
    });
    return report.results;
  }

  return {
    results,
    async row({ id: fault, title, area }: (typeof FAULTS)[number]): Promise<FaultRow> {
      const { groups, unexplained } = diagnose(await results(fault, [fault]));
      const noticed = [...groups.flatMap(({ checks }) => checks), ...unexplained.map(({ check }) => check)];
      const own = unexplained.map(({ check }) => `${check} by itself`);
      return { fault, title, area, noticed: sorted(noticed), causes: [...groups.map(({ cause }) => cause.id), ...own] };
    },
  };
}

const ORDER = ALL_CHECKS.flatMap(({ ids }) => [...ids] as string[]);
const sorted = (ids: string[]): string[] => ids.toSorted((left, right) => ORDER.indexOf(left) - ORDER.indexOf(right));

const INTRODUCTION = `# Faults of the sample application, and how the probe names them

Every fault that can be switched on in the [sample application](../emulator/scim-target/README.md), the checks that notice it,
and the cause that the [diagnosis](../lib/probe/README.md) names. Written by \`npm run probe:faults\`; tests probe every fault and
compare, so that the table is true. G26, a hundred members at once, is left out, and load is tried for the faults of load alone.
`;

export function markdownOf(rows: readonly FaultRow[]): string {
  const parts = FAULT_AREAS.flatMap(({ id, title }) => [
    `\n## ${title}\n`,
    '| Fault | What is wrong | Checks that notice | Cause named |',
    '|---|---|---|---|',
    ...rows.filter(({ area }) => area === id).map(lineOf),
  ]);
  return [INTRODUCTION.trimEnd(), ...parts, ''].join('\n');
}

export function lineOf({ fault, title, noticed, causes }: FaultRow): string {
  return `| \`${fault}\` | ${title} | ${noticed.join(', ')} | ${causes.map((id) => `\`${id}\``).join(', ')} |`;
}

/** Of the checked-in table, without what the formatter adds. */
export function writtenLine(fault: string): string | undefined {
  const lines = readFileSync(join(import.meta.dirname, '../../../docs/probe-faults.md'), 'utf8').split('\n');
  const line = lines.find((one) => one.startsWith(`| \`${fault}\` `));
  return line?.replace(/\s*\|\s*/g, ' | ').trim();
}
