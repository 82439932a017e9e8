import type { Clocks } from '#lib/rules/business-clock.ts';
import type { QueueRow } from './ports.ts';

export const NOW = new Date('2026-11-25T00:00:00Z');
export const ID = '11111111-1111-4111-8111-111111111111';

/** Handed in, with the reviewers for two business days. */
export function aRow(changes: Partial<QueueRow> = {}): QueueRow {
  return {
    ...{ id: ID, onboardingId: ID, applicationName: 'Payroll', tenantId: 'contoso', tenantName: 'Contoso' },
    ...{ status: 'submitted', waitingSince: NOW, submittedAt: NOW, submittedByName: 'Ann', riskFlags: [] },
    turns: [{ side: 'operator', startedAt: new Date('2026-11-23T00:00:00Z') }],
    ...changes,
  };
}

export const clocksOf = (operator = 5): Clocks => ({
  operator: { targetDays: operator, calendar: { timeZone: 'UTC', holidays: [] } },
  isv: { targetDays: 10, calendar: { timeZone: 'Europe/Berlin', holidays: [] } },
});
