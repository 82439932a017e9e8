import 'server-only';
import { carryProbe } from '#lib/onboarding/probe/carry-probe.ts';
import type { ProbeInput } from '#lib/onboarding/probe/contract.ts';
import type { ProbeRecord } from '#lib/onboarding/probe/ports.ts';
import {
  cleanUpProbe,
  exportProbe,
  listProbes,
  readExchanges,
  readProbe,
  startProbe,
  stopProbe,
} from '#lib/onboarding/probe/probe.ts';
import type { Credential } from '#lib/onboarding/record/contract.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** The direct probe of an onboarding's endpoint, as this person. */
export function probeServices(user: SignedIn) {
  const ports = { ...portsFor(user), carry };
  const person = personOf(user);
  return {
    list: (onboardingId: string) => listProbes(ports, { person, onboardingId }),
    start: (onboardingId: string, input: ProbeInput) => startProbe(ports, { person, onboardingId, input }),
    read: (ask: { onboardingId: string; probeId: string; since?: string }) => readProbe(ports, { person, ...ask }),
    exchanges: (ask: { onboardingId: string; probeId: string; checkId: string }) =>
      readExchanges(ports, { person, ...ask }),
    stop: (ask: { onboardingId: string; probeId: string }) => stopProbe(ports, { person, ...ask }),
    cleanUp: (ask: { onboardingId: string; probeId: string; credential: Credential }) =>
      cleanUpProbe(ports, { person, ...ask }),
    export: (ask: { onboardingId: string; probeId: string; format: 'json' | 'har' | 'report' }) =>
      exportProbe(ports, { person, ...ask }),
  };
}

/** In this process, after the request that started it was answered. */
function carry(probe: ProbeRecord, credential: Credential): void {
  const { probes, openClient, logger } = foundation();
  carryProbe({ probes, openClient }, probe, credential).catch((err: unknown) => {
    logger.error({ probeId: probe.id, onboardingId: probe.onboardingId, tenantId: probe.tenantId, err }, 'probe.broke');
  });
}
