'use client';

import type { ReactNode } from 'react';
import { REQUEST_FIELDS } from '#lib/rules/request-fields.ts';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import { FieldNotes } from './field-notes.tsx';
import { useRequestField } from './request-draft.tsx';

/** Several short texts in one field of the request, such as links. */
export function LineList({
  name,
  most,
  one,
  add,
  hint,
  placeholder,
  below,
}: {
  name: string;
  most: number;
  /** What one line is. */
  one: string;
  add: string;
  hint?: string;
  placeholder?: string;
  /** What is known of a line, below it. */
  below?: (line: string) => ReactNode;
}) {
  const { value, set, error, isReadOnly } = useRequestField(name);
  const lines = Array.isArray(value) ? value.map(String) : [];
  return (
    <fieldset id={`field-${name}`} className="flex scroll-mt-24 flex-col gap-3">
      <legend className="mb-1.5 text-[0.92rem] font-medium">{`${REQUEST_FIELDS[name]?.label} (optional)`}</legend>
      {hint && <p className="text-[0.87rem] text-ink-faint">{hint}</p>}
      {lines.map((line, index) => (
        // Lines have no identity but their place in the list.
        <div key={index} className="flex flex-col gap-1.5">
          <div className="flex items-end gap-2">
            <div className="flex-1">
              <TextField
                label={`${one} ${index + 1}`}
                value={line}
                onChange={(changed) => set(lines.with(index, changed))}
                placeholder={placeholder}
                isReadOnly={isReadOnly}
              />
            </div>
            {!isReadOnly && (
              <Button
                look="quiet"
                aria-label={`Remove ${one.toLowerCase()} ${index + 1}`}
                onPress={() => set(lines.toSpliced(index, 1))}
              >
                Remove
              </Button>
            )}
          </div>
          {below?.(line)}
        </div>
      ))}
      {error && <p className="text-[0.87rem] font-medium text-bad">{error}</p>}
      {!isReadOnly && lines.length < most && (
        <Button look="quiet" className="self-start" onPress={() => set([...lines, ''])}>
          {add}
        </Button>
      )}
      <FieldNotes name={name} />
    </fieldset>
  );
}
