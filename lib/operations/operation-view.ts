import type { OperationView } from '#lib/onboarding/operations/contract.ts';
import type { StoredOperation, StoredStep } from './ports.ts';

/** What people see: an operation whose process is gone waits for them, whatever its row says. */
export function operationView(operation: StoredOperation, now = new Date()): OperationView {
  const isLost = isAbandoned(operation, now);
  const state = isLost || operation.state === 'waiting' ? 'waiting-for-you' : operation.state;
  return {
    kind: operation.kind,
    state,
    startedAt: operation.startedAt.toISOString(),
    endedAt: operation.endedAt?.toISOString(),
    startedByName: operation.startedByName,
    steps: operation.steps.map((step) => stepView(step, isLost)),
    waitingFor: isLost ? 'The work was interrupted. It goes on where it stopped; nothing is made twice.' : undefined,
    needsCredential: state !== 'running' && operation.steps.some((step) => step.needsCredential && isOpen(step)),
    problem: isLost ? undefined : operation.problem,
  };
}

function isAbandoned({ state, leaseUntil }: StoredOperation, now: Date): boolean {
  return state === 'running' && (!leaseUntil || leaseUntil <= now);
}

function isOpen({ state }: StoredStep): boolean {
  return state !== 'done' && state !== 'skipped';
}

function stepView(step: StoredStep, isLost: boolean): OperationView['steps'][number] {
  return {
    name: step.name,
    title: step.title,
    state: isLost && step.state === 'running' ? 'waiting' : step.state,
    detail: step.detail || undefined,
    startedAt: step.startedAt?.toISOString(),
    endedAt: step.endedAt?.toISOString(),
    attempts: step.attempts,
    problem: step.problem,
  };
}
