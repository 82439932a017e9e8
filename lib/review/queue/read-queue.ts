import { addDays } from 'date-fns';
import { dueAt, usedBy } from '#lib/rules/business-clock.ts';
import { CAPABILITIES } from '#lib/rules/request-fields.ts';
import { expiringBefore, RISK_FLAGS, type RiskFlag } from '#lib/rules/risk-flags.ts';
import { turnOf } from '#lib/rules/submission-status.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { QueueItem, QueuePage, QueueQuery } from './contract.ts';
import type { QueueClocks, QueueRow, ReviewQueue } from './ports.ts';

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

type Context = { clocks: QueueClocks; now: Date; validityDays: number };

function queueItem(row: QueueRow, context: Context): QueueItem {
  const { runEndedAt, turns, waitingSince, submittedAt, capability, ...rest } = row;
  const { clocks, now, validityDays } = context;
  const due = dueAt(turns, clocks.targets, clocks.calendar)?.at;
  return {
    ...rest,
    turn: turnOf(row.status),
    waitingSince: waitingSince.toISOString(),
    submittedAt: submittedAt.toISOString(),
    dueAt: due?.toISOString(),
    isLate: due !== undefined && due < now,
    clocks: { operator: clock('operator', row, context), isv: clock('isv', row, context) },
    riskFlags: flagsOf(row, context),
    capability: CAPABILITIES.find((one) => one === capability),
    evidenceValidUntil: runEndedAt && addDays(runEndedAt, validityDays).toISOString(),
  };
}

function clock(side: 'operator' | 'isv', { turns }: QueueRow, { clocks: { targets, calendar }, now }: Context) {
  return { usedDays: Math.round(usedBy(side, turns, { now, calendar }) * 10) / 10, targetDays: targets[side] };
}

/** Those that were written down, and what only time brings about. */
function flagsOf({ riskFlags, runEndedAt, status }: QueueRow, { now, validityDays }: Context): RiskFlag[] {
  const isOver = turnOf(status) === 'nobody';
  const isExpiring = !isOver && runEndedAt !== undefined && runEndedAt < expiringBefore(now, validityDays);
  return RISK_FLAGS.filter((flag) => riskFlags.includes(flag) || (flag === 'evidence-expiring' && isExpiring));
}
