'use client';

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { CONTROL, FieldLabel } from './field.tsx';
import type { Option } from './select.tsx';

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
      {hint && (
        <Text slot="description" className="text-[0.87rem] text-ink-faint">
          {hint}
        </Text>
      )}
      <FieldError className="text-[0.87rem] font-medium text-bad">{error}</FieldError>
      <Popover className="w-(--trigger-width) rounded-lg border border-line-strong bg-surface shadow-card">
        <ListBox<Option> className="max-h-72 overflow-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.title}
              className="cursor-pointer rounded-md px-3 py-2 outline-none data-[focused]:bg-accent-soft data-[selected]:font-medium"
            >
              {option.title}
              {option.detail && <span className="block text-[0.85rem] text-ink-faint">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
