import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { AllowListRequest, AllowListStep, AskAllowListInput } from './contract.ts';
import type { AllowList, AllowListRecord } from './ports.ts';

type Ports = AccessPorts & { allowList: AllowList };
type Ask = { person: Person; onboardingId: string };

export async function readAllowList(ports: Ports, ask: Ask): Promise<AllowListStep> {
  const { tenantId, id } = await openOnboarding(ports, ask);
  const record = await ports.allowList.newest(tenantId, id);
  return record ? { request: allowListView(record) } : {};
}

/** Asks for faster cycles. While a request is open a second press finds it. */
export async function askAllowList(
  ports: Ports,
  { reason, contact, ...ask }: Ask & AskAllowListInput,
): Promise<AllowListStep> {
  const { tenantId, id } = await openOnboarding(ports, ask);
  return { request: allowListView(await ports.allowList.ask(tenantId, id, { reason, contact, by: ask.person })) };
}

export async function withdrawAllowList(
  ports: Ports,
  { version, ...ask }: Ask & { version: number },
): Promise<AllowListStep> {
  const { tenantId, id } = await openOnboarding(ports, ask);
  return { request: allowListView(await ports.allowList.withdraw(tenantId, id, { version, by: ask.person })) };
}

/** As both sides see it; what was approved until a day that has passed has expired. */
export function allowListView(record: AllowListRecord, now = new Date()): AllowListRequest {
  const { id, version, state, reason, contact, requestedByName, ownerName, decidedByName, decisionReason } = record;
  const isOver = state === 'approved' && record.expiresAt !== undefined && record.expiresAt <= now;
  return {
    ...{ id, version, reason, contact, requestedByName, ownerName, decidedByName, decisionReason },
    state: isOver ? 'expired' : state,
    requestedAt: record.requestedAt.toISOString(),
    decidedAt: record.decidedAt?.toISOString(),
    expiresAt: record.expiresAt?.toISOString(),
  };
}
