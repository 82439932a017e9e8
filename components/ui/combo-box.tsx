'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ComboBox as AriaComboBox, Input } from 'react-aria-components';
import { CONTROL, FieldLabel, FieldWords } from './field.tsx';
import { OptionsPopover, type Option } from './options-popover.tsx';

/** One of many alternatives: typing narrows them. */
export function ComboBox({
  label,
  hint,
  error,
  options,
  value,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  error?: string;
  options: Option[];
  value: string;
  onChange: (id: string) => void;
}) {
  return (
    <AriaComboBox
      defaultItems={options}
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isInvalid={Boolean(error)}
      className="flex flex-col gap-1.5"
    >
      <FieldLabel>{label}</FieldLabel>
      <div className="relative">
        <Input className={`${CONTROL} pr-9`} />
        <Button
          aria-label={`Show the choices: ${label}`}
          className="absolute inset-y-0 right-1 grid w-8 cursor-pointer place-items-center text-ink-faint"
        >
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      <FieldWords hint={hint} error={error} />
      <OptionsPopover />
    </AriaComboBox>
  );
}
