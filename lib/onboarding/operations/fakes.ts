import type { OperationStep, Operations, Saved, StepContext } from '#lib/operations/ports.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { OperationKind, OperationView } from './contract.ts';

type Kept = { view: OperationView; input: Saved; results: Map<string, Saved> };

/**
 * Operations that are carried to their end before `start` answers: a test sees the outcome at once. What is durable about
 * the real ones is tested where they are.
 */
export function fakeOperations() {
  const kept = new Map<string, Kept>();
  const progress: string[] = [];
  async function carry(one: Kept, steps: OperationStep[]): Promise<OperationView> {
    one.view = { ...one.view, state: 'running', problem: undefined, needsCredential: false };
    for (const [index, step] of steps.entries()) {
      const shown = one.view.steps[index];
      if (!shown || shown.state === 'done' || shown.state === 'skipped') continue;
      try {
        const outcome = (await step.run(contextOf(one))) ?? {};
        if (outcome.result !== undefined)
          one.results.set(step.name, JSON.parse(JSON.stringify(outcome.result)) as Saved);
        Object.assign(shown, { state: outcome.isSkipped ? 'skipped' : 'done', detail: outcome.detail });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const problem = { code: error.code, detail: error.message };
        shown.state = 'failed';
        one.view = { ...one.view, state: 'failed', problem, needsCredential: step.needsCredential === true };
        return one.view;
      }
    }
    one.view = { ...one.view, state: 'done', endedAt: new Date().toISOString() };
    return one.view;
  }
  const contextOf = (one: Kept): StepContext => ({
    startedAt: new Date(one.view.startedAt),
    saved: <Result extends Saved>(name: string) => one.results.get(name) as Result | undefined,
    progress: async (words) => void progress.push(words),
    wait: async () => undefined,
    signal: new AbortController().signal,
  });
  const keyOf = (onboardingId: string, kind: OperationKind) => `${onboardingId}/${kind}`;
  const operations: Operations = {
    async start({ onboardingId, kind, input, startedBy, steps, startsOver = false }) {
      const key = keyOf(onboardingId, kind);
      const before = kept.get(key);
      if (before?.view.state === 'running') return before.view;
      const isSame = JSON.stringify(before?.input) === JSON.stringify(input);
      if (before?.view.state === 'failed' && isSame && !(startsOver && hasMade(before, steps))) {
        return carry(before, steps);
      }
      const one: Kept = { view: newView(kind, startedBy.name, steps), input, results: new Map() };
      kept.set(key, one);
      return carry(one, steps);
    },
    async resume({ onboardingId, kind }, stepsFor) {
      const one = kept.get(keyOf(onboardingId, kind));
      if (!one) throw new AppError('not-found', 'There is nothing to go on with.');
      return carry(one, await stepsFor(one.input));
    },
    latest: async (onboardingId, kind) => kept.get(keyOf(onboardingId, kind))?.view,
  };
  return { operations, kept, progress };
}

function hasMade({ view }: Kept, steps: OperationStep[]): boolean {
  const lasting = new Set(steps.filter((step) => step.isLasting).map(({ name }) => name));
  return view.steps.some(({ name, state }) => state === 'done' && lasting.has(name));
}

function newView(kind: OperationKind, startedByName: string, steps: OperationStep[]): OperationView {
  return {
    kind,
    state: 'running',
    startedAt: new Date().toISOString(),
    startedByName,
    needsCredential: false,
    steps: steps.map(({ name, title }) => ({ name, title, state: 'waiting', attempts: 1 })),
  };
}
