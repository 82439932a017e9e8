import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Collection } from './collection.ts';

const SAVE_AFTER_MS = 1_000;

/** All tables of the emulator. With a file, every change is written there soon after and read back at the next start. */
export class Store {
  readonly #tables = new Map<string, Collection<{ id: string }>>();
  readonly #loaded: Record<string, { id: string }[]>;
  readonly #file: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(file?: string) {
    this.#file = file;
    this.#loaded = file ? readSnapshot(file) : {};
  }

  /** The table of that name, the same one at every call. `persist: false` keeps it in memory only. */
  collection<Row extends { id: string }>(name: string, { persist = true } = {}): Collection<Row> {
    const existing = this.#tables.get(name);
    if (existing) return existing as unknown as Collection<Row>;
    const created = new Collection<Row>(persist ? () => this.#saveSoon() : undefined);
    if (persist) created.replaceAll((this.#loaded[name] ?? []) as Row[]);
    if (persist) this.#tables.set(name, created as unknown as Collection<{ id: string }>);
    return created;
  }

  isEmpty(): boolean {
    return [...this.#tables.values()].every((table) => table.size === 0);
  }

  clear(): void {
    for (const table of this.#tables.values()) table.replaceAll([]);
  }

  /** Removes from every table the rows that match. */
  removeWhere(matches: (row: { id: string }) => boolean): void {
    for (const table of this.#tables.values()) table.removeWhere(matches);
  }

  /** Writes the snapshot now; whole or not at all. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#file) return;
    const tables = Object.fromEntries([...this.#tables].map(([name, table]) => [name, table.all()]));
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(tables), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  #saveSoon(): void {
    if (!this.#file || this.#timer) return;
    this.#timer = setTimeout(() => this.save(), SAVE_AFTER_MS);
    this.#timer.unref();
  }
}

function readSnapshot(file: string): Record<string, { id: string }[]> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, { id: string }[]>;
  } catch (error) {
    // No snapshot yet is the normal first start; anything else must not pass for an empty cloud.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`The emulator's snapshot ${file} cannot be read.`, { cause: error });
  }
}
