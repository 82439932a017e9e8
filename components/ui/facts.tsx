import { Fragment, type ReactNode } from 'react';

export type Fact = [name: string, value: ReactNode];

/** Names and values side by side; below each other on a phone. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(10rem,max-content)_1fr] sm:gap-y-2">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt className="text-ink-faint">{name}</dt>
          <dd className="mb-2 min-w-0 [overflow-wrap:anywhere] sm:mb-0">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
