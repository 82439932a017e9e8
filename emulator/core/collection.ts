/** One table: rows by id, in the order of insertion. Rows handed out are the stored ones; change them through `update`. */
export class Collection<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>();
  readonly #changed: () => void;

  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  insert(row: Row): Row {
    if (this.#rows.has(row.id)) throw new Error(`A row with id ${row.id} exists already.`);
    this.#rows.set(row.id, row);
    this.#changed();
    return row;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  find(matches: (row: Row) => boolean): Row[] {
    return this.all().filter(matches);
  }

  first(matches: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row;
    return undefined;
  }

  update(id: string, patch: Partial<Row>): Row {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`No row with id ${id}.`);
    Object.assign(row, patch);
    this.#changed();
    return row;
  }

  remove(id: string): boolean {
    const removed = this.#rows.delete(id);
    if (removed) this.#changed();
    return removed;
  }

  removeWhere(matches: (row: Row) => boolean): void {
    for (const row of this.find(matches)) this.remove(row.id);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  replaceAll(rows: Row[]): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.id, row);
    this.#changed();
  }
}
