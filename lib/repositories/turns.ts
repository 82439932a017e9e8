import { createHash } from 'node:crypto';
import { dueAt, type Turn } from '#lib/rules/business-clock.ts';
import { programSettings, type ProgramSettings } from '#lib/rules/program-settings.ts';
import { clockOf, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Transaction } from './database.ts';
import type { TurnModel } from './generated/models.ts';
import { givenOnly } from './tenancy.ts';

export type Clocks = {
  targets: Record<Turn['side'], number>;
  calendar: { timeZone: string; holidays: string[] };
  /** Another one for other targets or another calendar. */
  key: string;
};

/** Targets and calendar of the two clocks, as they are set now. */
export async function clocksInForce(transaction: Transaction): Promise<Clocks> {
  return clocksOf(programSettings(await transaction.setting.findMany()));
}

function clocksOf({ operatorTargetDays, isvTargetDays, holidays, timeZone }: ProgramSettings): Clocks {
  const targets = { operator: operatorTargetDays, isv: isvTargetDays };
  const calendar = { timeZone, holidays: holidays.toSorted() };
  const key = createHash('sha256')
    .update(JSON.stringify([targets, calendar]))
    .digest('hex')
    .slice(0, 16);
  return { targets, calendar, key };
}

/** Until when the side whose turn it is has time, and by which clocks that was counted. */
export function dueColumns(turns: readonly Turn[], { targets, calendar, key }: Clocks) {
  return { dueAt: dueAt(turns, targets, calendar)?.at ?? null, clockKey: key };
}

/**
 * Ends the turn that stands and begins that of the side whose clock runs in this status. Both clocks stand still while it
 * is nobody’s. A status of the same side changes nothing.
 */
export async function takeTurns(
  transaction: Transaction,
  { submissionId, status, at }: { submissionId: string; status: SubmissionStatus; at: Date },
): Promise<{ waitingSince?: Date; dueAt?: Date | null; clockKey?: string }> {
  const side = clockOf(status);
  const open = await transaction.turn.findFirst({ where: { submissionId, endedAt: null } });
  if (open?.side === side) return {};
  await transaction.turn.updateMany({ where: { submissionId, endedAt: null }, data: { endedAt: at } });
  if (side) await transaction.turn.create({ data: { submissionId, side, startedAt: at } });
  const turns = await transaction.turn.findMany({ where: { submissionId }, orderBy: { startedAt: 'asc' } });
  return { waitingSince: at, ...dueColumns(turns.map(turnRecord), await clocksInForce(transaction)) };
}

export function turnRecord({ side, startedAt, endedAt }: Pick<TurnModel, 'side' | 'startedAt' | 'endedAt'>): Turn {
  return { side: side as Turn['side'], startedAt, ...givenOnly({ endedAt }) };
}
