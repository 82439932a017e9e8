'use client';

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, Radio, RadioGroup } from 'react-aria-components';
import { FieldLabel } from './field.tsx';

export type Choice = { id: string; title: string; detail?: ReactNode; isDisabled?: boolean };

/** A few alternatives, all visible, each with its explanation; brief ones stand beside their question. */
export function ChoiceCards({
  label,
  choices,
  value,
  onChange,
  isBrief = false,
}: {
  label: string;
  choices: Choice[];
  value: string;
  onChange: (id: string) => void;
  isBrief?: boolean;
}) {
  return (
    // Nothing chosen is null: an empty word would count as a choice, and no radio could be reached by Tab.
    <RadioGroup
      value={value || null}
      onChange={onChange}
      className={`flex flex-col gap-1.5 ${isBrief ? 'sm:flex-row sm:items-start sm:justify-between sm:gap-6' : ''}`}
    >
      <FieldLabel>{label}</FieldLabel>
      <div className={isBrief ? 'flex shrink-0 gap-2' : 'grid grid-cols-1 gap-2 sm:grid-cols-2'}>
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            isDisabled={choice.isDisabled}
            className={`group flex cursor-pointer gap-3 rounded-lg border border-line-strong bg-surface data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60 data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[selected]:border-accent data-[selected]:bg-accent-soft ${isBrief ? 'px-3 py-1.5' : 'p-3'}`}
          >
            <span
              aria-hidden
              className="mt-0.5 size-4 shrink-0 rounded-full border border-line-strong bg-surface group-data-[selected]:border-[5px] group-data-[selected]:border-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{choice.title}</span>
              {choice.detail && (
                <span className="block text-[0.87rem] [overflow-wrap:anywhere] text-ink-soft">{choice.detail}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export function Checkbox({
  isSelected,
  onChange,
  children,
  detail,
  isDisabled,
}: {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  children: ReactNode;
  detail?: ReactNode;
  isDisabled?: boolean;
}) {
  return (
    <AriaCheckbox
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      className="group flex cursor-pointer gap-3 rounded-md data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60 data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-accent"
    >
      <span
        aria-hidden
        className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded border border-line-strong bg-surface text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent"
      >
        <Check className="hidden size-3.5 group-data-[selected]:block" />
      </span>
      <span>
        <span className="block font-medium">{children}</span>
        {detail && <span className="block text-[0.87rem] text-ink-soft">{detail}</span>}
      </span>
    </AriaCheckbox>
  );
}
