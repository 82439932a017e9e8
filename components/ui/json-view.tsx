'use client';

import { collapseAllNested, JsonView as View } from 'react-json-view-lite';

const STYLE = {
  container: 'font-mono text-[0.85rem] leading-relaxed',
  basicChildStyle: 'pl-4',
  label: 'mr-1 text-accent-strong',
  clickableLabel: 'mr-1 cursor-pointer text-accent-strong',
  nullValue: 'text-ink-faint',
  undefinedValue: 'text-ink-faint',
  stringValue: 'text-ok [overflow-wrap:anywhere]',
  booleanValue: 'text-warn',
  numberValue: 'text-warn',
  otherValue: 'text-ink-soft',
  punctuation: 'text-ink-faint',
  expandIcon: "cursor-pointer select-none text-ink-faint after:content-['▸'] mr-1",
  collapseIcon: "cursor-pointer select-none text-ink-faint after:content-['▾'] mr-1",
  collapsedContent: "after:content-['…'] text-ink-faint mr-1",
  childFieldsContainer: 'm-0 p-0 list-none',
  noQuotesForStringValues: false,
  quotesForFieldNames: false,
};

/** JSON as a tree; scrolls inside itself. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <div tabIndex={0} role="group" aria-label={label} className="max-h-96 overflow-auto rounded-lg bg-sunken p-3">
      {typeof value === 'object' && value !== null ? (
        <View data={value} style={STYLE} shouldExpandNode={collapseAllNested} aria-label={label} />
      ) : (
        <pre className="whitespace-pre-wrap">{typeof value === 'string' ? value : JSON.stringify(value)}</pre>
      )}
    </div>
  );
}
