import type { ActionView } from '../expressions/context.ts';

export type ActionError = { code: string; message: string };
export type ActionStatus = 'Succeeded' | 'Failed' | 'Skipped' | 'TimedOut' | 'Cancelled';

/** How an action ended. `inputs` and `outputs` are absent where the platform has none (containers, skipped actions). */
export type Outcome = {
  status: ActionStatus;
  code: string;
  error?: ActionError;
  inputs?: unknown;
  outputs?: unknown;
  retryHistory?: unknown[];
  iterationCount?: number;
  /** Emulated milliseconds it took: waits count in full, a request as long as it really took. */
  elapsedMs: number;
};

/** How one list of actions ended: the status of its container, and what `result()` gives of it. */
export type ListOutcome = Pick<Outcome, 'status' | 'code' | 'error' | 'elapsedMs'> & { children: ActionView[] };

/** Fails the running action. */
export class ActionFailure extends Error {
  readonly code: string;
  readonly details: Partial<Outcome>;
  constructor(code: string, message: string, details: Partial<Outcome> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export function succeeded(details: Partial<Outcome> = {}): Outcome {
  return { status: 'Succeeded', code: 'OK', elapsedMs: 0, ...details };
}

export const SOME_ACTION_FAILED: ActionError = {
  code: 'ActionFailed',
  message: 'An action failed. No dependent actions succeeded.',
};
