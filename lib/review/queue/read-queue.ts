import { addDays } from 'date-fns';
import { dueAt, usedBy, type Clocks } from '#lib/rules/business-clock.ts';
import { CAPABILITIES } from '#lib/rules/request-fields.ts';
import { expiringBefore, RISK_FLAGS, type RiskFlag } from '#lib/rules/risk-flags.ts';
import { isUndecided, turnOf } from '#lib/rules/submission-status.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { QueueItem, QueuePage, QueueQuery, Triage } from './contract.ts';
import type { QueueRow, ReviewQueue } from './ports.ts';

type Ports = { queue: Pick<ReviewQueue, 'page'>; validityDays: number };

/** One page of what was handed in, as this reviewer asks for it. */
export async function readQueue(
  { queue, validityDays }: Ports,
  { person, query, now = new Date() }: { person: Person; query: QueueQuery; now?: Date },
): Promise<QueuePage> {
  const at = { reviewerId: person.objectId, now, expiringBefore: expiringBefore(now, validityDays) };
  const { rows, clocks, ...rest } = await queue.page(query, at);
  return { ...rest, submissions: rows.map((row) => queueItem(row, { clocks, now, validityDays })) };
}

type Context = { clocks: Clocks; now: Date; validityDays: number };

function queueItem(row: QueueRow, context: Context): QueueItem {
  const { id, onboardingId, applicationName, tenantId, tenantName, status, submittedByName } = row;
  const { runEndedAt, submittedAt, capability } = row;
  return {
    ...{ id, onboardingId, applicationName, tenantId, tenantName, status, submittedByName },
    ...triageOf(row, context),
    turn: turnOf(row.status),
    submittedAt: submittedAt.toISOString(),
    capability: CAPABILITIES.find((one) => one === capability),
    evidenceValidUntil: runEndedAt && addDays(runEndedAt, context.validityDays).toISOString(),
  };
}

/** Whose it is, until when by the clocks that are set now, and what to look at closely. */
export function triageOf(row: QueueRow, context: Context): Triage {
  const { turns, waitingSince, assignee, escalatedByName } = row;
  const { clocks, now } = context;
  const due = dueAt(turns, clocks)?.at;
  return {
    ...{ assignee, escalatedByName },
    waitingSince: waitingSince.toISOString(),
    dueAt: due?.toISOString(),
    isLate: due !== undefined && due < now,
    clocks: { operator: clock('operator', row, context), isv: clock('isv', row, context) },
    riskFlags: flagsOf(row, context),
  };
}

function clock(side: 'operator' | 'isv', { turns }: QueueRow, { clocks, now }: Context) {
  const { targetDays, calendar } = clocks[side];
  const usedDays = Math.round(usedBy(side, turns, { now, clocks }) * 10) / 10;
  return { usedDays, targetDays, timeZone: calendar.timeZone };
}

/** Those that were written down, and what only time brings about. */
function flagsOf({ riskFlags, runEndedAt, status }: QueueRow, { now, validityDays }: Context): RiskFlag[] {
  const isExpiring = isUndecided(status) && runEndedAt !== undefined && runEndedAt < expiringBefore(now, validityDays);
  return RISK_FLAGS.filter((flag) => riskFlags.includes(flag) || (flag === 'evidence-expiring' && isExpiring));
}
