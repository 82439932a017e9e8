import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import { carry } from './carry.ts';
import { operationView } from './operation-view.ts';
import type {
  OperationStart,
  OperationStep,
  OperationStore,
  Operations,
  Saved,
  StoredOperation,
  StoredStep,
} from './ports.ts';

export type OperationsSettings = {
  store: OperationStore;
  /** How long a lease lives without a sign of life: a lost process is noticed after it. */
  leaseMs?: number;
  /** Told of what nobody expected; expected failures are part of the operation. */
  onUnexpected?: (error: unknown, facts: { operationId: string; step?: string }) => void;
};

const LEASE_MS = 15_000;

/** The durable operations of one process (docs/decisions/0002). */
export function durableOperations({
  store,
  leaseMs = LEASE_MS,
  onUnexpected = () => undefined,
}: OperationsSettings): Operations {
  const owner = randomUUID();

  /** Carries it in this process if nobody else does. What follows a start is seen by polling, not awaited. */
  async function takeUp(
    operation: StoredOperation,
    steps: OperationStep[],
    tokenExpiresAt: Date | undefined,
  ): Promise<void> {
    const token = `${owner}/${randomUUID()}`;
    if (!(await store.takeLease(operation.id, token, leaseMs))) return;
    // Read again under the lease: another may have done a step since.
    const current = await store.latest(operation.onboardingId, operation.kind);
    if (current?.id !== operation.id) return;
    const carried = { operation: current, steps, store, owner: token, leaseMs, tokenExpiresAt, onUnexpected };
    void carry(carried).catch((error: unknown) => onUnexpected(error, { operationId: operation.id }));
  }

  async function viewOf({ onboardingId, kind }: Pick<StoredOperation, 'onboardingId' | 'kind'>) {
    const current = await store.latest(onboardingId, kind);
    if (!current) throw new AppError('not-found', 'There is no such operation.');
    return operationView(current);
  }

  async function start(wanted: OperationStart, isSecondTry = false) {
    const { steps, startsOver = false, ...facts } = wanted;
    const listed = steps.map(({ name, title, needsCredential = false }) => ({ name, title, needsCredential }));
    const { operation, isNew } = await store.insertOrFind({ ...facts, steps: listed });
    if (isNew || goesOn(operation, wanted)) {
      await takeUp(operation, steps, wanted.tokenExpiresAt);
      return viewOf(operation);
    }
    if (isCarried(operation)) return viewOf(operation);
    if (!startsOver) refuseStartingOver(operation, steps);
    if (isSecondTry || !(await store.cancel(operation.id))) return viewOf(operation);
    return start(wanted, true);
  }

  return {
    start: (wanted) => start(wanted),
    async resume({ onboardingId, kind }, stepsFor, { tokenExpiresAt }) {
      const operation = await store.latest(onboardingId, kind);
      if (!operation) throw new AppError('not-found', 'There is nothing to go on with.');
      if (operation.state !== 'done' && operation.state !== 'cancelled') {
        await takeUp(operation, await stepsFor(operation.input), tokenExpiresAt);
      }
      return viewOf(operation);
    },
    async latest(onboardingId, kind) {
      const found = await store.latest(onboardingId, kind);
      return found && operationView(found);
    },
  };
}

function isCarried({ state, leaseUntil }: StoredOperation): boolean {
  return state === 'running' && leaseUntil !== undefined && leaseUntil.getTime() > Date.now();
}

function isSame(one: Saved, other: Saved): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** PostgreSQL keeps the keys of JSON in an order of its own. */
function sorted(value: Saved | undefined): Saved | undefined {
  if (Array.isArray(value)) return value.map((item) => sorted(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function goesOn(operation: StoredOperation, { input, steps, startsOver }: OperationStart): boolean {
  return isSame(operation.input, input) && !(startsOver && madeBy(operation, steps));
}

/** The step that has made something upstream. */
function madeBy(operation: StoredOperation, steps: OperationStep[]): StoredStep | undefined {
  const lasting = new Set(steps.filter((step) => step.isLasting).map((step) => step.name));
  return operation.steps.find((step) => step.state === 'done' && lasting.has(step.name));
}

function refuseStartingOver(operation: StoredOperation, steps: OperationStep[]): void {
  const made = madeBy(operation, steps);
  if (!made) return;
  throw new AppError(
    'operation-running',
    `“${made.title}” is done already. Go on with what was started instead of starting anew.`,
  );
}
