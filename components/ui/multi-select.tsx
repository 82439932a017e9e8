'use client';

import { Select as AriaSelect } from 'react-aria-components';
import { FieldLabel } from './field.tsx';
import { OptionsButton, OptionsPopover, type Option } from './options-popover.tsx';

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
      <OptionsButton>{titles.length === 0 ? none : titles.join(joint)}</OptionsButton>
      <OptionsPopover options={options} isMultiple />
    </AriaSelect>
  );
}
