'use client';

import type { ReactNode } from 'react';
import { Select as AriaSelect } from 'react-aria-components';
import { FieldLabel, FieldWords } from './field.tsx';
import { OptionsButton, OptionsPopover, type Option } from './options-popover.tsx';

export function Select({
  label,
  hint,
  error,
  options,
  value,
  onChange,
  placeholder,
  isDisabled,
}: {
  label: string;
  hint?: ReactNode;
  error?: string;
  options: Option[];
  value: string | undefined;
  onChange: (id: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
}) {
  return (
    <AriaSelect
      value={value ?? null}
      onChange={(id) => id !== null && onChange(String(id))}
      disabledKeys={options.filter((option) => option.isDisabled).map((option) => option.id)}
      placeholder={placeholder ?? 'Choose …'}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      className="flex flex-col gap-1.5"
    >
      <FieldLabel>{label}</FieldLabel>
      <OptionsButton />
      <FieldWords hint={hint} error={error} />
      <OptionsPopover options={options} />
    </AriaSelect>
  );
}
