import { createHash } from 'node:crypto';
import { dueAt, type Clocks, type Turn } from '#lib/rules/business-clock.ts';
import { clocksOf, programSettings } from '#lib/rules/program-settings.ts';
import { clockOf, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Transaction } from './database.ts';
import type { TurnModel } from './generated/models.ts';
import { givenOnly } from './tenancy.ts';

/** The key is another one for other targets or another calendar. */
export type ClocksInForce = { clocks: Clocks; key: string };

/** The two clocks, as they are set now. */
export async function clocksInForce(transaction: Transaction): Promise<ClocksInForce> {
  const clocks = clocksOf(programSettings(await transaction.setting.findMany()));
  const key = createHash('sha256').update(JSON.stringify(clocks)).digest('hex').slice(0, 16);
  return { clocks, key };
}

/** Until when the side whose turn it is has time, and by which clocks that was counted. */
export function dueColumns(turns: readonly Turn[], { clocks, key }: ClocksInForce) {
  return { dueAt: dueAt(turns, clocks)?.at ?? null, clockKey: key };
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
