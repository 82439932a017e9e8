import type { OperationKind, OperationView, ProblemView } from '#lib/onboarding/operations/contract.ts';

/** What durable operations are made of, and where they are kept. */

/** A JSON value that is saved: never a secret. */
export type Saved = null | boolean | number | string | Saved[] | { [key: string]: Saved | undefined };

export type StepOutcome = {
  /** Kept for later steps and for a resume. */
  result?: Saved;
  /** What was written and read back, for people. */
  detail?: string;
  /** There was nothing to do. */
  isSkipped?: boolean;
};

export type StepContext = {
  /** When the operation was first started: what was made upstream after it may be a lost attempt's. */
  startedAt: Date;
  /** The saved result of an earlier step. */
  saved<Result extends Saved>(step: string): Result | undefined;
  /** Says what is being waited for or done now. */
  progress(words: string): Promise<void>;
  /** Waits, and ends early when the operation is given up. */
  wait(milliseconds: number): Promise<void>;
  signal: AbortSignal;
};

/** One named step. It may run again after a break: it looks for what an earlier attempt made before it makes anything. */
export type OperationStep = {
  name: string;
  title: string;
  /** Needs the SCIM credential, which only memory holds. */
  needsCredential?: boolean;
  /** Makes something upstream: once done, the operation can only go on, not start over with other input. */
  isLasting?: boolean;
  run(context: StepContext): Promise<StepOutcome | undefined | void>;
};

export type Starter = { tenantId: string; objectId: string; name: string };

export type OperationStart = {
  onboardingId: string;
  tenantId: string;
  kind: OperationKind;
  /** What it was asked to do, free of secrets; the resume is built from it. */
  input: Saved;
  startedBy: Starter;
  steps: OperationStep[];
  /** What a stopped attempt made is there no more: that attempt is given up, and everything is done anew. */
  startsOver?: boolean;
  /** Where the person's token ends: the operation stops before it and waits. */
  tokenExpiresAt?: Date;
};

export type StoredOperation = {
  id: string;
  kind: OperationKind;
  onboardingId: string;
  tenantId: string;
  input: Saved;
  state: 'running' | 'waiting' | 'failed' | 'done' | 'cancelled';
  startedByName: string;
  startedAt: Date;
  endedAt?: Date;
  leaseUntil?: Date;
  problem?: ProblemView;
  steps: StoredStep[];
};
export type StoredStep = {
  name: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  needsCredential: boolean;
  detail?: string;
  result?: Saved;
  problem?: ProblemView;
  attempts: number;
  startedAt?: Date;
  endedAt?: Date;
};

/** Durable operations of onboardings: one of each kind at a time. */
export interface Operations {
  /**
   * Starts an operation, or finds the one that is on its way. One that stopped goes on if the input is the same; with other
   * input it starts over, unless it has made something: then `operation-running` is thrown. `startsOver` lifts that.
   */
  start(start: OperationStart): Promise<OperationView>;
  /** Goes on where it stopped. `stepsFor` builds the steps anew from the saved input. Throws `not-found`. */
  resume(
    which: { onboardingId: string; kind: OperationKind },
    stepsFor: (input: Saved) => OperationStep[] | Promise<OperationStep[]>,
    by: { startedBy: Starter; tokenExpiresAt?: Date },
  ): Promise<OperationView>;
  /** The newest operation of a kind. */
  latest(onboardingId: string, kind: OperationKind): Promise<OperationView | undefined>;
}

/** Where operations are kept. Every write under a lease does nothing once the lease is another's. */
export interface OperationStore {
  /** Inserts it unless one with the same onboarding and kind is open; then returns that one. */
  insertOrFind(start: Omit<OperationStart, 'steps'> & { steps: Omit<StoredStep, 'attempts' | 'state'>[] }): Promise<{
    operation: StoredOperation;
    isNew: boolean;
  }>;
  latest(onboardingId: string, kind: OperationKind): Promise<StoredOperation | undefined>;
  /** Takes the lease if nobody holds a live one; false otherwise. Sets the state to running. */
  takeLease(operationId: string, owner: string, durationMs: number): Promise<boolean>;
  /** False when the lease was lost. */
  extendLease(operationId: string, owner: string, durationMs: number): Promise<boolean>;
  saveStep(operationId: string, owner: string, step: Partial<StoredStep> & { name: string }): Promise<boolean>;
  /** Sets the state and gives the lease back. */
  end(
    operationId: string,
    owner: string,
    end: { state: StoredOperation['state']; problem?: ProblemView },
  ): Promise<void>;
  /** Closes a stopped operation so that another may start. False when it runs. */
  cancel(operationId: string): Promise<boolean>;
}
