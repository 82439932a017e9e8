import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { ProblemView } from '#lib/onboarding/operations/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { hearingWaits } from '#lib/platform/waits.ts';
import type { OperationStep, OperationStore, Saved, StepContext, StoredOperation, StoredStep } from './ports.ts';

const RETRIES = 3;
const RETRY_FROM_MS = 500;
const RETRYABLE = new Set(['upstream-unavailable', 'upstream-throttled', 'upstream-timeout']);
/** The person can help: consent, sign in again, give the credential again. */
const WAITS_FOR_PERSON = new Set([
  'consent-required',
  'claims-challenge',
  'sign-in-expired',
  'sign-in-required',
  'credential-needed',
]);

type Carried = {
  operation: StoredOperation;
  steps: OperationStep[];
  store: OperationStore;
  owner: string;
  leaseMs: number;
  tokenExpiresAt?: Date;
  onUnexpected: (error: unknown, facts: { operationId: string; step: string }) => void;
};

class LeaseLost extends Error {}

/** Runs the steps that are not done, in order, under the lease that the caller took; keeps every result at once. */
export async function carry(carried: Carried): Promise<void> {
  const { operation, steps, store, owner } = carried;
  const lost = new AbortController();
  const stopBeating = keepLease(carried, lost);
  const results = new Map<string, Saved>(
    operation.steps.flatMap(({ name, result }) => (result === undefined ? [] : [[name, result]])),
  );
  const isDone = new Set(
    operation.steps.filter(({ state }) => state === 'done' || state === 'skipped').map(({ name }) => name),
  );
  try {
    for (const step of steps) {
      if (isDone.has(step.name)) continue;
      const problem = await runStep(carried, step, results, lost.signal);
      if (problem) {
        await store.end(operation.id, owner, {
          state: WAITS_FOR_PERSON.has(problem.code) ? 'waiting' : 'failed',
          problem,
        });
        return;
      }
    }
    await store.end(operation.id, owner, { state: 'done' });
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    stopBeating();
  }
}

function keepLease({ operation, store, owner, leaseMs }: Carried, lost: AbortController): () => void {
  const timer = setInterval(() => {
    store.extendLease(operation.id, owner, leaseMs).then(
      (isHeld) => isHeld || lost.abort(new Error('The lease is another’s.')),
      // The database may be back before the lease ends; the next beat tells.
      () => undefined,
    );
  }, leaseMs / 3);
  return () => clearInterval(timer);
}

async function runStep(
  carried: Carried,
  step: OperationStep,
  results: Map<string, Saved>,
  signal: AbortSignal,
): Promise<ProblemView | undefined> {
  const { operation, store, owner, tokenExpiresAt, onUnexpected } = carried;
  const known = operation.steps.find(({ name }) => name === step.name);
  let attempts = known?.attempts ?? 0;
  const startedAt = new Date();
  const context = contextOf(carried, step, results, signal);
  const save = async (changes: Partial<StoredStep>) => {
    const isHeld = await store.saveStep(operation.id, owner, { name: step.name, ...changes });
    if (!isHeld) throw new LeaseLost();
  };
  let said = Promise.resolve();
  // What the page could not be told is no reason to stop.
  const sayWaiting = (words: string) => (said = said.then(() => context.progress(words)).catch(() => undefined));
  try {
    const outcome = await pRetry(
      async () => {
        if (tokenExpiresAt && tokenExpiresAt.getTime() < Date.now()) {
          throw new AppError('sign-in-expired', 'Your sign-in has ended. Sign in again to go on.');
        }
        attempts += 1;
        await save({ state: 'running', attempts, startedAt });
        return (await hearingWaits(sayWaiting, async () => step.run(context))) ?? {};
      },
      {
        retries: RETRIES,
        minTimeout: RETRY_FROM_MS,
        signal,
        shouldRetry: ({ error }) => error instanceof AppError && RETRYABLE.has(error.code),
      },
    );
    if (outcome.result !== undefined) results.set(step.name, outcome.result);
    const { result, detail, isSkipped } = outcome;
    // What was said while it went on is over.
    await said;
    await save({ state: isSkipped ? 'skipped' : 'done', result, detail: detail ?? '', endedAt: new Date() });
    return undefined;
  } catch (error) {
    // Another process has it now, and goes on from what is saved.
    if (signal.aborted || error instanceof LeaseLost) throw new LeaseLost();
    if (!(error instanceof AppError)) onUnexpected(error, { operationId: operation.id, step: step.name });
    const problem = problemView(error);
    await store.saveStep(operation.id, owner, { name: step.name, state: 'failed', problem, endedAt: new Date() });
    return problem;
  }
}

function contextOf(
  { operation, store, owner }: Carried,
  step: OperationStep,
  results: Map<string, Saved>,
  signal: AbortSignal,
): StepContext {
  return {
    startedAt: operation.startedAt,
    signal,
    saved: <Result extends Saved>(name: string) => results.get(name) as Result | undefined,
    progress: async (detail) => {
      await store.saveStep(operation.id, owner, { name: step.name, detail });
    },
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal }),
  };
}

/** The problem as it is kept and shown. What nobody expected is named as such, without its words. */
export function problemView(error: unknown): ProblemView {
  if (!(error instanceof AppError)) {
    return { code: 'internal', detail: 'Something unexpected happened here. It stopped; what was done stays done.' };
  }
  const { scopes, claims, upstream, upstreamRequestId } = error.details as Partial<ProblemView>;
  return { code: error.code, detail: error.message, scopes, claims, upstream, upstreamRequestId };
}
