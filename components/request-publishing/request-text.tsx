'use client';

import type { ReactNode } from 'react';
import { REQUEST_FIELDS } from '#lib/rules/request-fields.ts';
import { TextField } from '#components/ui/field.tsx';
import { FieldNotes } from './field-notes.tsx';
import { useRequestField } from './request-draft.tsx';

/** A text of the request, saved by itself. */
export function RequestText({
  name,
  hint,
  rows,
  type,
  placeholder,
  children,
}: {
  name: string;
  hint?: ReactNode;
  rows?: number;
  type?: 'email' | 'url' | 'date';
  placeholder?: string;
  /** What belongs to this field, below it. */
  children?: ReactNode;
}) {
  const field = useRequestField(name);
  const { label = name, isOptional } = REQUEST_FIELDS[name] ?? {};
  return (
    <div id={`field-${name}`} className="flex scroll-mt-24 flex-col gap-1.5">
      <TextField
        label={isOptional ? `${label} (optional)` : label}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={field.set}
        error={field.error}
        isReadOnly={field.isReadOnly}
        {...{ hint, rows, type, placeholder }}
      />
      <FieldNotes name={name} />
      {children}
    </div>
  );
}
