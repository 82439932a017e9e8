import { useRef, useState, type KeyboardEvent } from 'react';

export type RowKeys = {
  open: (id: string) => void;
  take: (id: string) => void;
  toggle: (id: string) => void;
  help: () => void;
};

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * One stop of the Tab key for the whole list; within it keys of one letter. They count only while the focus is in the
 * list, so that nobody who dictates or types elsewhere sets something off. https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts
 */
export function useRowKeys(ids: string[], keys: RowKeys) {
  const list = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState<string>();
  const stop = current !== undefined && ids.includes(current) ? current : ids[0];
  const rowOf = (id: string | undefined) => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`);

  function move(by: number) {
    const index = Math.max(0, ids.indexOf(stop ?? ''));
    const next = ids[Math.min(ids.length - 1, Math.max(0, index + by))];
    setCurrent(next);
    rowOf(next)?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !stop) return;
    const isOnRow = event.target === rowOf(stop);
    const act = actionOf(event.key, isOnRow);
    if (!act) return;
    event.preventDefault();
    act(stop);
  }

  function actionOf(key: string, isOnRow: boolean): ((id: string) => void) | undefined {
    const by = STEPS[key];
    if (by !== undefined) return () => move(by);
    // A link or a box in the row has its own Enter.
    if (key === 'Enter') return isOnRow ? keys.open : undefined;
    return { a: keys.take, x: keys.toggle, '?': keys.help }[key];
  }

  const rowProps = (id: string) => ({
    'data-row': id,
    tabIndex: id === stop ? 0 : -1,
    onFocus: () => setCurrent(id),
  });
  return { list, onKeyDown, rowProps };
}
