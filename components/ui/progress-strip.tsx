import type { ReactNode } from 'react';

/** How far something has come that runs now: in words, as a bar, and what else there is to know. */
export function ProgressStrip({
  title,
  label,
  value,
  max,
  children,
}: {
  title: string;
  label: string;
  value: number;
  max: number;
  children?: ReactNode;
}) {
  return (
    <div role="status" className="rounded-xl border border-busy/35 bg-busy-soft p-4">
      <p className="font-semibold">{title}</p>
      <progress
        aria-label={label}
        max={Math.max(1, max)}
        value={value}
        className="mt-2 h-2 w-full overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
      {children && <p className="mt-1 text-[0.9rem] text-ink-soft">{children}</p>}
    </div>
  );
}
