'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components';
import { CONTROL, FieldLabel } from './field.tsx';
import type { Option } from './select.tsx';

/** None, one or several of a few: none means all of them. */
export function MultiSelect({
  label,
  options,
  value,
  onChange,
  none,
  joint,
}: {
  label: string;
  options: Option[];
  value: readonly string[];
  /** In the order of the options. */
  onChange: (ids: string[]) => void;
  /** What is read while nothing is chosen. */
  none: string;
  /** What stands between two that are chosen: whether either does or both have to. */
  joint: ' or ' | ' and ';
}) {
  const inOrder = (chosen: readonly unknown[]) => options.map(({ id }) => id).filter((id) => chosen.includes(id));
  const titles = options.filter(({ id }) => value.includes(id)).map(({ title }) => title);
  return (
    <AriaSelect
      selectionMode="multiple"
      value={[...value]}
      onChange={(ids) => onChange(inOrder(ids))}
      placeholder={none}
      className="flex flex-col gap-1.5"
    >
      <FieldLabel>{label}</FieldLabel>
      <Button className={`${CONTROL} flex items-center justify-between gap-2 text-left`}>
        <SelectValue className="truncate">{titles.length === 0 ? none : titles.join(joint)}</SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Button>
      <Popover className="w-(--trigger-width) rounded-lg border border-line-strong bg-surface shadow-card">
        <ListBox items={options} className="max-h-72 overflow-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.title}
              className="group flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 outline-none data-[focused]:bg-accent-soft"
            >
              <span
                aria-hidden
                className="grid size-4.5 shrink-0 place-items-center rounded border border-line-strong bg-surface text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent"
              >
                <Check className="hidden size-3.5 group-data-[selected]:block" />
              </span>
              <Text slot="label" className="truncate">
                {option.title}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
