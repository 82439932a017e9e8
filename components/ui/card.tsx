import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A surface with an optional heading; `aside` sits at the right of the heading. */
export function Card({
  title,
  level = 2,
  aside,
  children,
  className,
}: {
  title?: ReactNode;
  level?: 2 | 3;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={classNames('rounded-xl border border-line bg-surface p-5 shadow-card', className)}>
      {(title ?? aside) && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          {title && <Heading className="text-[1.05rem]">{title}</Heading>}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
