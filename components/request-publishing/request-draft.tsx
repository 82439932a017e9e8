'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { FieldChangeInput, FieldState, PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { isSessionEnded } from '#lib/queries/api.ts';
import { publishingKey, saveFields } from '#lib/queries/publishing.ts';
import { isConflict, unsavedFields, type UnsavedFields } from '#lib/queries/unsaved-fields.ts';
import { fieldProblems, type FieldProblem, type RequestValues } from '#lib/rules/request-fields.ts';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';

const SAVE_AFTER_MS = 1_000;
const AGAIN_AFTER_MS = 4_000;

type Draft = {
  step: PublishingStep;
  store: UnsavedFields;
  unsaved: ReturnType<UnsavedFields['snapshot']>;
  /** As they stand now, saved or not. */
  values: RequestValues;
  problems: FieldProblem[];
  saving: { isPending: boolean; isSuccess: boolean; error: Error | null };
  /** Saves what is not saved yet; fails if that is not possible. */
  flush: () => Promise<void>;
};
const Current = createContext<Draft | undefined>(undefined);

export function useDraft(): Draft {
  const current = useContext(Current);
  if (!current) throw new Error('useDraft is for parts of the publishing request.');
  return current;
}

/** The request as it is being filled in: saved by itself, and never lost to a reload or a lost connection. */
export function RequestDraft({ step, children }: { step: PublishingStep; children: ReactNode }) {
  const [store] = useState(() => unsavedFields(step.submission.id, browserStorage()));
  const unsaved = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const saving = useSaving(store);
  const toSave = changesToSave(unsaved, step.fields);
  const waiting = JSON.stringify(toSave);
  const { mutate, isPending, error } = saving;
  const isShut = !step.submission.isEditable || isSessionEnded(error);
  useEffect(() => {
    if (waiting === '[]' || isPending || isShut) return;
    const save = () => mutate(JSON.parse(waiting) as FieldChangeInput[]);
    const timer = setTimeout(save, error ? AGAIN_AFTER_MS : SAVE_AFTER_MS);
    window.addEventListener('online', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', save);
    };
  }, [waiting, isPending, isShut, error, mutate]);
  const values = currentValues(step.fields, unsaved);
  const draft = {
    ...{ step, store, unsaved, values, saving },
    problems: fieldProblems(values),
    flush: () => flushed(store, () => (toSave.length > 0 ? saving.mutateAsync(toSave) : undefined)),
  };
  return <Current.Provider value={draft}>{children}</Current.Provider>;
}

async function flushed(store: UnsavedFields, save: () => Promise<unknown> | undefined): Promise<void> {
  await save();
  // Handed in now, the request would hold other words than the page shows.
  if ([...store.snapshot().values()].some(({ refused }) => refused !== undefined))
    throw new Error('A field was refused.');
}

function useSaving(store: UnsavedFields) {
  const { id } = useOnboarding();
  const client = useQueryClient();
  return useMutation({
    // Tried even while the browser thinks it is offline: it then says so, and the words stay.
    networkMode: 'always',
    mutationFn: (changes: FieldChangeInput[]) => saveFields(id, changes),
    onSuccess({ step, conflicts, refused }, sent) {
      client.setQueryData(publishingKey(id), step);
      const left = new Set([...conflicts, ...refused.map(({ field }) => field)]);
      store.refused(sent, refused);
      store.saved(
        sent.filter(({ field }) => !left.has(field)),
        step.fields,
      );
    },
  });
}

/** Refused words wait to be changed. Fields that somebody else has changed meanwhile wait for the person's choice. */
function changesToSave(unsaved: Draft['unsaved'], fields: Record<string, FieldState>): FieldChangeInput[] {
  return [...unsaved]
    .filter(([field, stored]) => stored.refused === undefined && !isConflict(stored, fields[field]))
    .map(([field, { value, base }]) => ({ field, value, base }));
}

function currentValues(fields: Record<string, FieldState>, unsaved: Draft['unsaved']): RequestValues {
  const saved = Object.entries(fields).map(([field, { value }]) => [field, value] as const);
  const typed = [...unsaved].map(([field, { value }]) => [field, value] as const);
  return Object.fromEntries([...saved, ...typed]);
}

/** Shut in some browsers' private windows: then a reload loses what was typed in the last second. */
function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** One field: what is in it now, whose it is, and whether somebody else has changed it meanwhile. */
export function useRequestField(name: string) {
  const { step, store, unsaved, problems } = useDraft();
  const known = step.fields[name];
  const mine = unsaved.get(name);
  const value = mine ? mine.value : known?.value;
  const problem = problems.find(({ field }) => field === name)?.problem;
  const isEmpty = value === undefined || value === '';
  return {
    value,
    known,
    hasConflict: isConflict(mine, known),
    // What is not filled in yet is listed at the end; only what is filled in wrongly is marked here.
    error: mine?.refused ?? (isEmpty ? undefined : problem),
    refused: mine?.refused,
    isReadOnly: !step.submission.isEditable,
    set: (changed: unknown) => store.edit(name, changed, known),
    keepMine: () => store.rebase(name, known?.version ?? 0),
    takeTheirs: () => store.drop(name),
  };
}
