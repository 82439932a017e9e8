import { onTestFinished } from 'vitest';
import { createCore } from '#emulator/core/core.ts';
import { openDoor } from '#emulator/doors.ts';
import { createSampleApp } from '#emulator/scim-target/index.ts';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import { ALL_CHECKS } from './checks/all-checks.ts';
import type { Check } from './engine/context.ts';
import { memoryInventory } from './engine/memory-inventory.ts';
import { runProbe, type ProbeSettings } from './engine/run-probe.ts';
import type { ProbeReport } from './contract.ts';

/** The sample application on a port of its own, and a probe of it. */
export async function openSampleApp() {
  const door = await openDoor(0);
  const origin = `http://localhost:${door.port}`;
  const addresses = { entra: '', graph: '', arm: '', sampleApp: origin, control: '' };
  const sample = createSampleApp(createCore({ addresses }));
  door.serve(sample.app);
  const space = sample.createSpace('probed');
  const client = guardedSession(new Set([new URL(origin).host]));
  onTestFinished(async () => {
    await client.close();
    await door.close();
  });
  return {
    sample,
    space,
    http: client.http,
    /** Tries the checks that are named, and those they need; all without names. */
    probe: (ids: readonly string[] = [], over: Partial<ProbeSettings> = {}): Promise<ProbeReport> =>
      runProbe({
        endpoint: space.scimEndpoint,
        credential: { kind: 'bearer', token: space.bearerToken },
        checks: withNeeds(ids),
        mayWrite: true,
        http: client.http,
        inventory: memoryInventory(),
        ...over,
      }),
  };
}

function withNeeds(ids: readonly string[]): Check[] {
  if (ids.length === 0) return [...ALL_CHECKS];
  const wanted = new Set(ids);
  for (const id of wanted)
    for (const need of ALL_CHECKS.find(({ ids: own }) => own.some((one) => one === id))?.needs ?? []) wanted.add(need);
  return ALL_CHECKS.filter(({ ids: own }) => own.some((id) => wanted.has(id)));
}

/** The verdict of one check, with what came. */
export function verdictOf(report: ProbeReport, id: string): string {
  const found = report.results.find((result) => result.id === id);
  return found ? `${found.verdict}: ${found.got}` : 'no result';
}
