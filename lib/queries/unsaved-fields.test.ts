import { expect, test } from 'vitest';
import type { FieldState } from '#lib/onboarding/request-publishing/contract.ts';
import { isConflict, unsavedFields, type Keep } from './unsaved-fields.ts';

function browser(): Keep {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}
const state = (value: unknown, version: number): FieldState => ({ value, version, byName: 'Bob', at: '' });

test('what was typed is there again after a reload, of this request only', () => {
  const keep = browser();
  unsavedFields('one', keep).edit('notes', 'mine', undefined);
  keep.setItem('request/one/app.name', 'not ours');
  expect([...unsavedFields('one', keep).snapshot()]).toEqual([['notes', { value: 'mine', base: 0 }]]);
  expect(unsavedFields('two', keep).snapshot().size).toBe(0);
});

test('the first change remembers its version, whatever is typed later', () => {
  const unsaved = unsavedFields('one', browser());
  unsaved.edit('notes', 'a', state('old', 3));
  unsaved.edit('notes', 'ab', state('theirs', 4));
  expect(unsaved.snapshot().get('notes')).toEqual({ value: 'ab', base: 3 });
  expect(isConflict(unsaved.snapshot().get('notes'), state('theirs', 4))).toBe(true);
  expect(isConflict(unsaved.snapshot().get('notes'), state('ab', 4))).toBe(false);
  unsaved.rebase('notes', 4);
  expect(isConflict(unsaved.snapshot().get('notes'), state('theirs', 4))).toBe(false);
});

test('what is saved is forgotten; what was typed meanwhile goes on top of it', () => {
  const keep = browser();
  const unsaved = unsavedFields('one', keep);
  unsaved.edit('notes', 'a', undefined);
  unsaved.edit('app.name', 'Payroll', undefined);
  const sent = [...unsaved.snapshot()].map(([field, { value, base }]) => ({ field, value, base }));
  unsaved.edit('notes', 'ab', undefined);
  unsaved.saved(sent, { notes: state('a', 1), 'app.name': state('Payroll', 1) });
  expect([...unsavedFields('one', keep).snapshot()]).toEqual([['notes', { value: 'ab', base: 1 }]]);
});

test('listeners hear of every change', () => {
  const unsaved = unsavedFields('one', undefined);
  let heard = 0;
  const stop = unsaved.subscribe(() => (heard += 1));
  unsaved.edit('notes', 'a', undefined);
  unsaved.drop('notes');
  stop();
  unsaved.edit('notes', 'b', undefined);
  expect(heard).toBe(2);
});

test('refused words stay, a reload through, until they are changed', () => {
  const keep = browser();
  const unsaved = unsavedFields('one', keep);
  unsaved.edit('notes', 'secret', undefined);
  const sent = [{ field: 'notes', value: 'secret', base: 0 }];
  unsaved.refused(sent, [{ field: 'notes', problem: 'It holds a secret.' }]);
  const [stored] = unsavedFields('one', keep).snapshot().values();
  expect(stored).toEqual({ value: 'secret', base: 0, refused: 'It holds a secret.' });
  unsaved.edit('notes', 'secrets', undefined);
  expect(unsaved.snapshot().get('notes')).toEqual({ value: 'secrets', base: 0 });
  unsaved.refused(sent, [{ field: 'notes', problem: 'It holds a secret.' }]);
  expect(unsaved.snapshot().get('notes')?.refused).toBeUndefined();
});
