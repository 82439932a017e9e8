import { runProbe } from '#lib/probe/engine/run-probe.ts';
import type { CheckResult, LoadRun } from '#lib/probe/contract.ts';
import type { ProbeHttp } from '#lib/probe/ports.ts';
import type { Credential } from '../record/contract.ts';
import type { ProbeRecord, Probes } from './ports.ts';
import { causesOf } from './causes-view.ts';
import { checksOf } from './probe-view.ts';

const SAVE_EVERY_MS = 500;

export type CarryPorts = {
  probes: Probes;
  /** A client whose connections are kept for one probe. */
  openClient: () => { http: ProbeHttp; close: () => Promise<void> };
};

/**
 * Runs a started probe to its end in this process, with the credential in its memory. Results are kept as they come in;
 * whatever happens here, the probe is closed.
 */
export async function carryProbe(
  { probes, openClient }: CarryPorts,
  probe: ProbeRecord,
  credential: Credential,
): Promise<void> {
  const client = openClient();
  const stop = new AbortController();
  const results: CheckResult[] = [];
  let load: LoadRun | undefined;
  const progress = keepSaving(() => probes.saveProgress(probe.id, { results, load }), stop);
  try {
    const report = await runProbe({
      endpoint: probe.endpoint,
      credential,
      checks: checksOf(probe),
      mayWrite: probe.mayWrite,
      load: probe.load,
      http: client.http,
      inventory: probes.inventory(probe.id),
      onResult: (result) => results.push(result),
      onLoad: (soFar) => (load = soFar),
      signal: stop.signal,
    });
    await progress.end();
    await probes.finish(probe.id, { ...report, causes: causesOf(report.results).map(({ id }) => id) });
  } catch (error) {
    await progress.end();
    await probes.finish(probe.id, {
      results,
      exchanges: [],
      requests: 0,
      stopped: 'The portal made a mistake; this was noted.',
    });
    throw error;
  } finally {
    await client.close();
  }
}

/** Saves now and then, one save after the other, and stops the probe when somebody asked for it. */
function keepSaving(save: () => Promise<{ stopRequested: boolean }>, stop: AbortController) {
  let saving = Promise.resolve();
  const timer = setInterval(() => {
    saving = saving.then(async () => {
      const { stopRequested } = await save();
      if (stopRequested) stop.abort();
    });
    // A save that fails is followed by the next; only the last one, in `finish`, must succeed.
    saving = saving.catch(() => undefined);
  }, SAVE_EVERY_MS);
  return {
    async end(): Promise<void> {
      clearInterval(timer);
      await saving;
    },
  };
}
