'use client';

import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  FieldError,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';
import { CONTROL, FieldLabel } from './field.tsx';

export type Option = { id: string; title: string; detail?: string; isDisabled?: boolean };

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
      <Button className={`${CONTROL} flex items-center justify-between gap-2 text-left`}>
        <SelectValue className="truncate data-[placeholder]:text-ink-faint" />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Button>
      {hint && (
        <Text slot="description" className="text-[0.87rem] text-ink-faint">
          {hint}
        </Text>
      )}
      <FieldError className="text-[0.87rem] font-medium text-bad">{error}</FieldError>
      <Popover className="w-(--trigger-width) rounded-lg border border-line-strong bg-surface shadow-card">
        <ListBox items={options} className="max-h-72 overflow-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.title}
              className="group flex cursor-pointer items-center justify-between gap-3 rounded-md px-3 py-2 outline-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 data-[focused]:bg-accent-soft"
            >
              <span className="min-w-0">
                <Text slot="label" className="block truncate">
                  {option.title}
                </Text>
                {option.detail && <span className="block truncate text-[0.85rem] text-ink-faint">{option.detail}</span>}
              </span>
              <Check aria-hidden className="hidden size-4 shrink-0 group-data-[selected]:block" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
