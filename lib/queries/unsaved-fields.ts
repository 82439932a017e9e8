import type { FieldChangeInput, FieldState, RefusedField } from '#lib/onboarding/request-publishing/contract.ts';

type Stored = {
  value: unknown;
  base: number;
  /** Why the portal does not take these words. They are not sent again before they are changed. */
  refused?: string;
};
/** What the browser keeps for a while: `localStorage`, or nothing where that is shut. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * What was typed and is not saved yet. It outlives a reload and a lost connection, field by field, each with the version
 * that it is based on, so that nobody's newer words are overwritten by it. Listeners hear of every change.
 */
export function unsavedFields(submissionId: string, keep: Keep | undefined) {
  const prefix = `request/${submissionId}/`;
  const unsaved = new Map<string, Stored>(readAll(keep, prefix));
  const listeners = new Set<() => void>();
  let snapshot: ReadonlyMap<string, Stored> = new Map(unsaved);

  function changed(field: string): void {
    const stored = unsaved.get(field);
    if (stored) keep?.setItem(prefix + field, JSON.stringify(stored));
    else keep?.removeItem(prefix + field);
    snapshot = new Map(unsaved);
    listeners.forEach((listener) => listener());
  }
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => snapshot,
    /** The first change of a field remembers which version it was made on. */
    edit(field: string, value: unknown, known: Pick<FieldState, 'version'> | undefined) {
      unsaved.set(field, { value, base: unsaved.get(field)?.base ?? known?.version ?? 0 });
      changed(field);
    },
    /** After a choice between two versions: the words stay, on top of the newer ones. */
    rebase(field: string, version: number) {
      const stored = unsaved.get(field);
      if (!stored) return;
      unsaved.set(field, { ...stored, base: version });
      changed(field);
    },
    /** These were sent and not taken. What was typed since then has not been judged. */
    refused(sent: readonly FieldChangeInput[], refusals: readonly RefusedField[]) {
      for (const { field, problem } of refusals) {
        const stored = unsaved.get(field);
        const judged = sent.find((one) => one.field === field);
        if (!stored || !judged || !same(stored.value, judged.value)) continue;
        unsaved.set(field, { ...stored, refused: problem });
        changed(field);
      }
    },
    drop(field: string) {
      unsaved.delete(field);
      changed(field);
    },
    /** These were sent and are kept now; what was typed since then goes on top of them. */
    saved(sent: readonly FieldChangeInput[], fields: Readonly<Record<string, FieldState>>) {
      for (const { field, value } of sent) {
        const stored = unsaved.get(field);
        if (!stored) continue;
        if (same(stored.value, value)) unsaved.delete(field);
        else unsaved.set(field, { ...stored, base: fields[field]?.version ?? stored.base });
        changed(field);
      }
    },
  };
}
export type UnsavedFields = ReturnType<typeof unsavedFields>;

/** Somebody else has changed the field since these words were begun. */
export function isConflict(stored: Stored | undefined, known: FieldState | undefined): boolean {
  if (!stored || stored.base === (known?.version ?? 0)) return false;
  return !same(stored.value, known?.value);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function* readAll(keep: Keep | undefined, prefix: string): Generator<[string, Stored]> {
  for (let index = 0; keep && index < keep.length; index += 1) {
    const key = keep.key(index);
    const text = key?.startsWith(prefix) ? keep.getItem(key) : undefined;
    const stored = text ? parsed(text) : undefined;
    if (key && stored) yield [key.slice(prefix.length), stored];
  }
}

/** Whatever else stands there is not ours. */
function parsed(text: string): Stored | undefined {
  try {
    const stored = JSON.parse(text) as Partial<Stored> | null;
    return typeof stored?.base === 'number' && 'value' in stored ? (stored as Stored) : undefined;
  } catch {
    return undefined;
  }
}
