import { ExpressionFailed } from './expressions/evaluate.ts';
import { EntryFailure } from './failures.ts';
import { escrow } from './escrows.ts';
import { writeLog } from './log-entries.ts';
import type { Attempt, Item, Run, Step } from './run.ts';

/** Does the work for one object, keeps its failure from the others, and writes its log entry. True when it went well. */
export async function attemptOn(run: Run, item: Item, work: (attempt: Attempt) => Promise<void>): Promise<boolean> {
  const startedAt = run.core.clock.now();
  const attempt: Attempt = {
    item,
    status: 'success',
    targetId: item.link?.targetId,
    steps: item.isRetry ? [retryStep()] : [],
    modified: [],
    startedAt,
    endedAt: startedAt,
  };
  try {
    await work(attempt);
  } catch (error) {
    const failure = entryFailure(error);
    if (!failure) throw error;
    fail(run, attempt, failure);
  }
  attempt.endedAt = run.core.clock.now();
  run.attempts.push(attempt);
  if (attempt.action) writeLog(run, attempt);
  return attempt.status !== 'failure';
}

export function step(
  attempt: Attempt,
  made: Partial<Step> & Pick<Step, 'name' | 'provisioningStepType' | 'description'>,
): void {
  attempt.steps.push({ status: 'success', details: {}, ...made });
}

/** Ends an attempt that found nothing to send. */
export function skip(attempt: Attempt, code: string, reason: string): void {
  attempt.action = 'other';
  attempt.status = 'skipped';
  attempt.error = { code, reason };
  step(attempt, {
    name: 'EntrySynchronizationSkip',
    provisioningStepType: 'export',
    status: 'skipped',
    description: reason,
    details: { SkipReason: code },
  });
}

function entryFailure(error: unknown): { code: string; message: string } | undefined {
  return error instanceof EntryFailure || error instanceof ExpressionFailed ? error : undefined;
}

function fail(run: Run, attempt: Attempt, failure: { code: string; message: string }): void {
  const { attempts, nextAttemptAt } = escrow(run, attempt.item);
  attempt.status = 'failure';
  attempt.action ??= attempt.item.link ? 'update' : 'create';
  attempt.error = {
    code: failure.code,
    reason:
      `${failure.message}\r\nThis operation was retried ${attempts - 1} times. ` +
      `It will be retried again after this date: ${nextAttemptAt}`,
  };
  step(attempt, {
    name: `EntryExport${attempt.action === 'create' ? 'Add' : attempt.action === 'delete' ? 'Delete' : 'Update'}`,
    provisioningStepType: 'export',
    status: 'failure',
    description: failure.message.slice(0, 500),
  });
}

function retryStep(): Step {
  return {
    name: 'EntryEscrowRetry',
    provisioningStepType: 'import',
    status: 'success',
    description: 'The object failed before and is tried again.',
    details: {},
  };
}
