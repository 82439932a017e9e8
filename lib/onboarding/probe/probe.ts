import { AppError } from '#lib/platform/errors.ts';
import type { Exchange } from '#lib/probe/contract.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import { declaredCapabilities } from '../run-validation/propose-run.ts';
import type { Credential } from '../record/contract.ts';
import type { AuditTrail } from '../record/ports.ts';
import type { ExportFile, ProbeInput, ProbeSummary, ProbeView } from './contract.ts';
import type { NewProbe, ProbeRecord, Probes } from './ports.ts';
import { exportFile } from './export-file.ts';
import { probeSummary, probeView } from './probe-view.ts';

type Ports = AccessPorts & { probes: Probes };
type StartPorts = Ports & { audit: AuditTrail; carry: (probe: ProbeRecord, credential: Credential) => void };
type Ask = { person: Person; onboardingId: string };
type AskOne = Ask & { probeId: string };

/** Starts a probe, or finds the one that runs. Who agreed to writes and to load is in the audit trail. */
export async function startProbe(
  ports: StartPorts,
  { person, onboardingId, input }: Ask & { input: ProbeInput },
): Promise<ProbeView> {
  const record = await openOnboarding(ports, { person, onboardingId });
  const { credential, scimEndpoint: endpoint, ...choices } = input;
  const probe = await begin(ports, { person, onboardingId, credential, endpoint, ...choices, cleanUpOnly: false });
  // Once a job runs against an address, only configure-provisioning changes it.
  if (!record.jobId) await ports.onboardings.change(record.tenantId, onboardingId, { scimEndpoint: endpoint });
  return viewOf(ports, probe);
}

type Start = Ask & Omit<NewProbe, 'startedById' | 'startedByName'> & { credential: Credential };

async function begin(ports: StartPorts, { person, onboardingId, credential, ...choices }: Start): Promise<ProbeRecord> {
  const { tenantId, objectId: startedById, name: startedByName } = person;
  const asked = { ...choices, startedById, startedByName };
  const { probe, isNew } = await ports.probes.start(tenantId, onboardingId, asked);
  if (!isNew) return probe;
  const { endpoint, tags, mayWrite, load, cleanUpOnly } = choices;
  const facts = { probeId: probe.id, endpoint, tags, mayWrite, load: load ?? null };
  const action = cleanUpOnly ? 'probe.clean-up-started' : 'probe.started';
  await ports.audit.record({ tenantId, onboardingId, actor: person, action, facts });
  ports.carry(probe, credential);
  return probe;
}

/** The onboarding's probes, newest first. */
export async function listProbes(ports: Ports, ask: Ask): Promise<{ probes: ProbeSummary[] }> {
  const record = await openOnboarding(ports, ask);
  const probes = await ports.probes.history(record.tenantId, record.id);
  return { probes: probes.map((probe) => probeSummary(probe)) };
}

/** Compared with the probe `since`, or with the one before it. */
export async function readProbe(ports: Ports, { since, ...ask }: AskOne & { since?: string }): Promise<ProbeView> {
  const probe = await openProbe(ports, ask);
  const chosen = since ? await ports.probes.get(probe.tenantId, probe.onboardingId, since) : undefined;
  return viewOf(ports, probe, chosen);
}

/** The exchanges of one check. */
export async function readExchanges(
  ports: Ports,
  ask: AskOne & { checkId: string },
): Promise<{ exchanges: Exchange[] }> {
  const probe = await openProbe(ports, ask);
  const wanted = new Set(probe.results.find(({ id }) => id === ask.checkId)?.exchanges);
  const exchanges = await ports.probes.exchanges(probe.tenantId, probe.onboardingId, probe.id);
  return { exchanges: exchanges.filter(({ id }) => wanted.has(id)) };
}

/** The probe ends with the requests under way, and removes what it made. */
export async function stopProbe(ports: Ports, ask: AskOne): Promise<void> {
  const probe = await openProbe(ports, ask);
  await ports.probes.requestStop(probe.tenantId, probe.onboardingId, probe.id);
}

/** Tries again to remove what probes of this endpoint left. */
export async function cleanUpProbe(
  ports: StartPorts,
  { credential, ...ask }: AskOne & { credential: Credential },
): Promise<ProbeView> {
  const { endpoint, onboardingId, leftovers, ...rest } = await openProbe(ports, ask);
  if (leftovers.length === 0) return viewOf(ports, { endpoint, onboardingId, leftovers, ...rest });
  const { person } = ask;
  const choices = { endpoint, tags: [], mayWrite: false, cleanUpOnly: true };
  return viewOf(ports, await begin(ports, { person, onboardingId, credential, ...choices }));
}

/** The report as a file: everything, the exchanges for a browser's tools, or words to hand on. */
export async function exportProbe(
  ports: Ports,
  { format, ...ask }: AskOne & { format: 'json' | 'har' | 'report' },
): Promise<ExportFile> {
  const probe = await openProbe(ports, ask);
  const exchanges = await ports.probes.exchanges(probe.tenantId, probe.onboardingId, probe.id);
  return exportFile(probe, exchanges, format);
}

async function openProbe(ports: Ports, { person, onboardingId, probeId }: AskOne): Promise<ProbeRecord> {
  const record = await openOnboarding(ports, { person, onboardingId });
  const probe = await ports.probes.get(record.tenantId, onboardingId, probeId);
  if (!probe) throw new AppError('not-found', 'This does not exist, or is not yours.');
  return probe;
}

async function viewOf(ports: Ports, probe: ProbeRecord, since?: ProbeRecord): Promise<ProbeView> {
  const earlier = since ?? (await ports.probes.previous(probe));
  const onboarding = await ports.onboardings.get(probe.tenantId, probe.onboardingId);
  return probeView(probe, { earlier, declared: declaredCapabilities({ mappings: onboarding?.mappings }) });
}
