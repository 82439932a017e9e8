import type { ActionRow } from '../../core/siblings.ts';
import { repetitionName, type Frame } from './frame.ts';
import type { Outcome } from './outcome.ts';

export type SavedHistory = { rows: ActionRow[]; contents: [string, unknown][] };

/** What is kept of a run: a row per action and per repetition, with their inputs and outputs. */
export class RunHistory {
  readonly #runId: string;
  readonly #now: () => Date;
  readonly #rows = new Map<string, ActionRow>();
  readonly #contents = new Map<string, unknown>();

  constructor(runId: string, now: () => Date, saved?: SavedHistory) {
    this.#runId = runId;
    this.#now = now;
    for (const row of saved?.rows ?? []) this.#rows.set(row.id, row);
    for (const [key, value] of saved?.contents ?? []) this.#contents.set(key, value);
  }

  /** Opens the row of an action, and of its repetition when it is inside a loop. Gives the innermost of the two. */
  begin(name: string, type: string, frame: Frame): ActionRow {
    const iterations = frame.iterations();
    const repetition = repetitionName(iterations);
    const own = this.#open({ id: `${this.#runId}/${name}`, name, type });
    if (!repetition) return own;
    own.status = 'Running';
    own.repetitionCount = (own.repetitionCount ?? 0) + 1;
    const row = this.#open({ id: `${own.id}/${repetition}`, name, type });
    row.repetition = repetition;
    row.repetitionIndexes = iterations.map(({ loopName, index }) => ({ scopeName: loopName, itemIndex: index }));
    return row;
  }

  /** Closes the row, keeps what may be shown, and lets the action's own row follow its last repetition. */
  end(row: ActionRow, outcome: Outcome, hidden: { inputs: boolean; outputs: boolean }): void {
    const { status, code, error, retryHistory, iterationCount } = outcome;
    Object.assign(row, { status, code, error, retryHistory, iterationCount, endTime: this.#now().toISOString() });
    if (!hidden.inputs) row.inputsKey = this.#keep(`${row.id}/inputs`, outcome.inputs);
    if (!hidden.outputs) row.outputsKey = this.#keep(`${row.id}/outputs`, outcome.outputs);
    const own = this.#rows.get(`${this.#runId}/${row.name}`);
    if (own && own !== row) Object.assign(own, { status, code, error, endTime: row.endTime });
  }

  /** Actions first, in the order they started, then their repetitions. */
  rows(): ActionRow[] {
    const rows = [...this.#rows.values()];
    return [...rows.filter((row) => !row.repetition), ...rows.filter((row) => row.repetition)];
  }

  content(key: string): unknown {
    return this.#contents.get(key);
  }

  saved(): SavedHistory {
    return { rows: this.rows(), contents: [...this.#contents] };
  }

  #open({ id, name, type }: Pick<ActionRow, 'id' | 'name' | 'type'>): ActionRow {
    const existing = this.#rows.get(id);
    if (existing) return existing;
    const opened: ActionRow = {
      id,
      runId: this.#runId,
      name,
      type,
      status: 'Running',
      startTime: this.#now().toISOString(),
      trackingId: crypto.randomUUID(),
    };
    this.#rows.set(id, opened);
    return opened;
  }

  #keep(key: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    this.#contents.set(key, value);
    return key;
  }
}
