'use client';

import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ListBox, ListBoxItem, Popover, SelectValue, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { CONTROL } from './field.tsx';

export type Option = { id: string; title: string; detail?: string; isDisabled?: boolean };

/** What opens the list of a select, reading what is chosen. */
export function OptionsButton({ children }: { children?: ReactNode }) {
  return (
    <Button className={`${CONTROL} flex items-center justify-between gap-2 text-left`}>
      <SelectValue className={classNames('truncate', !children && 'data-[placeholder]:text-ink-faint')}>
        {children}
      </SelectValue>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </Button>
  );
}

/** The list that opens below a control, with a mark at what is chosen. Without `options` the control itself hands them on. */
export function OptionsPopover({ options, isMultiple = false }: { options?: Option[]; isMultiple?: boolean }) {
  return (
    <Popover className="w-(--trigger-width) rounded-lg border border-line-strong bg-surface shadow-card">
      <ListBox<Option> items={options} className="max-h-72 overflow-auto p-1 outline-none">
        {({ id, title, detail }) => (
          <ListBoxItem
            id={id}
            textValue={title}
            className="group flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 outline-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 data-[focused]:bg-accent-soft"
          >
            {isMultiple && <Box />}
            <span className="min-w-0 grow">
              <Text slot="label" className="block truncate">
                {title}
              </Text>
              {detail && <span className="block truncate text-[0.85rem] text-ink-faint">{detail}</span>}
            </span>
            {!isMultiple && <Check aria-hidden className="hidden size-4 shrink-0 group-data-[selected]:block" />}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}

function Box() {
  return (
    <span
      aria-hidden
      className="grid size-4.5 shrink-0 place-items-center rounded border border-line-strong bg-surface text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent"
    >
      <Check className="hidden size-3.5 group-data-[selected]:block" />
    </span>
  );
}
