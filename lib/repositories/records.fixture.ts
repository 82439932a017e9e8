import { randomUUID } from 'node:crypto';
import type { LinkCheckView } from '#lib/onboarding/request-attachments/contract.ts';
import type { NewUpload } from '#lib/onboarding/request-attachments/ports.ts';
import type { LogicAppRecord, NewOnboarding, NewRun } from '#lib/onboarding/record/ports.ts';

/** A tenant of its own for each test, so that none sees another's rows. */
export function aStart(changes: Partial<NewOnboarding> = {}): NewOnboarding {
  return {
    tenantId: randomUUID(),
    tenantName: 'Contoso',
    name: 'Payroll',
    createdById: 'ann',
    createdByName: 'Ann',
    ruleSet: 'gallery-2026-11',
    ...changes,
  };
}

export function aRun(changes: Partial<NewRun> = {}): NewRun {
  return {
    id: randomUUID(),
    resourceId: `/subscriptions/${randomUUID()}`,
    template: 'own-consumption-1.0',
    enabledTests: 'All',
    parameters: { testUserDomain: 'contoso.example' },
    startedById: 'ann',
    startedByName: 'Ann',
    watchedBy: 'portal',
    ...changes,
  };
}

export const LOGIC_APP: LogicAppRecord = {
  subscriptionId: 'sub',
  resourceGroup: 'rg',
  name: 'validate',
  resourceId: '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Logic/workflows/validate',
  location: 'westeurope',
  template: 'own-consumption-1.0',
  templateVersion: '1.0',
  definitionHash: 'hash',
  portalMayRead: true,
  deployedAt: new Date('2026-11-20T10:00:00Z'),
};

export function aFile(changes: Partial<NewUpload> = {}): NewUpload {
  return {
    ...{ kind: 'logo-large', fileName: 'logo.png', mediaType: 'image/png', bytes: 3, sha256: 'abc' },
    ...{ facts: { warnings: [] }, content: new Uint8Array([1, 2, 3]) },
    ...changes,
  };
}

export function aLook(url: string, checkedAt = new Date().toISOString()): LinkCheckView {
  return { url, look: { outcome: 'good', checkedAt, topics: [], failed: [], warnings: [] } };
}
