'use client';

import { Controller, useWatch, type Control, type FieldErrors } from 'react-hook-form';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import type { RequestInput } from './request-form.tsx';

const MAX_LINKS = 10;

/** Links to public documentation; one at least. */
export function DocumentationFields({
  control,
  errors,
}: {
  control: Control<RequestInput>;
  errors: FieldErrors<RequestInput>;
}) {
  const links = useWatch({ control, name: 'documentation' });
  return (
    <Controller
      control={control}
      name="documentation"
      render={({ field }) => (
        <div className="flex flex-col gap-3">
          {links.map((link, index) => (
            // Links have no identity but their place in the list.
            <div key={index} className="flex items-end gap-2">
              <div className="flex-1">
                <TextField
                  label={`Link ${index + 1}`}
                  value={link}
                  onChange={(changed) => field.onChange(links.with(index, changed))}
                  error={
                    errors.documentation?.[index]?.message ?? (index === 0 ? errors.documentation?.message : undefined)
                  }
                  placeholder="https://docs.example.com/scim"
                />
              </div>
              {links.length > 1 && (
                <Button
                  look="quiet"
                  aria-label={`Remove link ${index + 1}`}
                  onPress={() => field.onChange(links.toSpliced(index, 1))}
                >
                  Remove
                </Button>
              )}
            </div>
          ))}
          {links.length < MAX_LINKS && (
            <Button look="quiet" onPress={() => field.onChange([...links, ''])} className="self-start">
              Add a link
            </Button>
          )}
        </div>
      )}
    />
  );
}
