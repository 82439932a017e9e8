'use client';

import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** Shows only what was chosen of a few kinds; everything while none is. */
export function ToggleFilter<Id extends string>({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: { id: Id; title: string }[];
  chosen: ReadonlySet<Id>;
  onChange: (chosen: ReadonlySet<Id>) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChange(keys as Set<Id>)}
      className="flex flex-wrap gap-1.5"
    >
      {options.map(({ id, title }) => (
        <ToggleButton
          key={id}
          id={id}
          className="cursor-pointer rounded-full border border-line-strong px-3 py-1 text-[0.9rem] data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[selected]:border-accent data-[selected]:bg-accent-soft"
        >
          {title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
