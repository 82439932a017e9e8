import { AppError } from '#lib/platform/errors.ts';
import type { ChainedEvent } from '#lib/rules/audit-chain.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { HistoryReader } from '../history/ports.ts';
import type { Person } from '../ports.ts';
import { evidencePack, packName } from './pack.ts';
import type { EvidenceRecord, EvidenceStore } from './ports.ts';

type Ports = { evidence: Pick<EvidenceStore, 'get'>; history: HistoryReader };
type Of = { tenantId: string; onboardingId: string };
export type PackFileToSave = { name: string; type: string; bytes: Uint8Array };

/** The evidence pack of one handing in, for those the onboarding is open to. */
export async function exportPack(
  ports: Ports & AccessPorts,
  { person, onboardingId, number }: { person: Person; onboardingId: string; number: number },
): Promise<PackFileToSave> {
  const { tenantId } = await openOnboarding(ports, { person, onboardingId });
  const evidence = await ports.evidence.get(tenantId, onboardingId, number);
  return packOf(ports, { tenantId, onboardingId }, evidence);
}

/** The same pack, from evidence that was found already. */
export async function packOf(
  { history }: Pick<Ports, 'history'>,
  { tenantId, onboardingId }: Of,
  evidence: EvidenceRecord | undefined,
): Promise<PackFileToSave> {
  if (!evidence) throw new AppError('not-found', 'There is no evidence of that number.');
  const events = await history.events(tenantId, onboardingId);
  const chain = events.flatMap(({ id: _id, ...event }) => (event.position === null ? [] : [event as ChainedEvent]));
  const bytes = evidencePack({ evidence, history: chain, exportedAt: new Date() });
  return { name: packName(evidence), type: 'application/zip', bytes };
}
