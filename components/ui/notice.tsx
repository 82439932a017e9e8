import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { StatusIcon, type Tone } from './status.tsx';

const EDGES: Partial<Record<Tone, string>> = {
  ok: 'border-ok/35 bg-ok-soft',
  bad: 'border-bad/35 bg-bad-soft',
  warn: 'border-warn/35 bg-warn-soft',
  busy: 'border-busy/35 bg-busy-soft',
};

/** A message in the page. `bad` interrupts a screen reader, the others wait their turn. */
export function Notice({
  tone,
  title,
  children,
  actions,
}: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classNames('flex gap-3 rounded-xl border p-4', EDGES[tone] ?? 'border-line bg-sunken')}
    >
      <StatusIcon tone={tone} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold [overflow-wrap:anywhere]">{title}</p>
        {children && <div className="mt-1 text-ink-soft [overflow-wrap:anywhere]">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
