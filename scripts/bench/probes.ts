import { startEmulator } from '#emulator/index.ts';
import { guardedSession } from '#lib/gateways/scim/guarded-http.ts';
import type { CheckTag } from '#lib/probe/catalogue/entry.ts';
import { memoryInventory } from '#lib/probe/engine/memory-inventory.ts';
import { runProbe } from '#lib/probe/engine/run-probe.ts';
import { checksWith } from '#lib/probe/select.ts';
import { countsOf } from '#lib/probe/summary.ts';

/** The probe of the sample application: checks, requests and seconds, all of it and the quick part. */
export async function measureProbes(): Promise<{ title: string; words: string }[]> {
  const emulator = await startEmulator({ portal: { redirectUris: [] } });
  const client = guardedSession(new Set([new URL(emulator.addresses.sampleApp).host]));
  const { scimEndpoint: endpoint, bearerToken: token } = emulator.sampleApp.createSpace('bench');
  async function measured(title: string, tags: CheckTag[]): Promise<{ title: string; words: string }> {
    const { results, requests, startedAt, endedAt } = await runProbe({
      endpoint,
      credential: { kind: 'bearer', token },
      checks: checksWith(tags),
      mayWrite: true,
      http: client.http,
      inventory: memoryInventory(),
    });
    const seconds = ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
    const { passed } = countsOf(results);
    return { title, words: `${seconds} s, ${results.length} checks (${passed} passed), ${requests} requests` };
  }
  try {
    return [await measured('Probe, quick', ['quick']), await measured('Probe, everything but load', [])];
  } finally {
    await client.close();
    await emulator.stop();
  }
}
