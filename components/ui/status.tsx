import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  Info,
  LoaderCircle,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Tone = 'ok' | 'bad' | 'warn' | 'busy' | 'info' | 'waiting' | 'skipped' | 'unknown';

const TONES = {
  ok: { icon: CircleCheck, className: 'bg-ok-soft text-ok' },
  bad: { icon: CircleX, className: 'bg-bad-soft text-bad' },
  warn: { icon: CircleAlert, className: 'bg-warn-soft text-warn' },
  busy: { icon: LoaderCircle, className: 'bg-busy-soft text-busy' },
  info: { icon: Info, className: 'bg-sunken text-ink-soft' },
  waiting: { icon: CircleDashed, className: 'bg-sunken text-ink-soft' },
  skipped: { icon: CircleMinus, className: 'bg-sunken text-ink-soft' },
  unknown: { icon: CircleHelp, className: 'bg-sunken text-ink-soft' },
} as const;

/** A state: always a colour, an icon and a word. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { icon: Icon, className } = TONES[tone];
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-[0.85rem] font-medium whitespace-nowrap',
        className,
      )}
    >
      <Icon aria-hidden className={classNames('size-4 shrink-0', tone === 'busy' && 'animate-spin')} />
      {children}
    </span>
  );
}

/** The icon alone, for lists whose words stand beside it. */
export function StatusIcon({ tone }: { tone: Tone }) {
  const { icon: Icon, className } = TONES[tone];
  const colour = className.split(' ').find((name) => name.startsWith('text-'));
  return <Icon aria-hidden className={classNames('size-5 shrink-0', colour, tone === 'busy' && 'animate-spin')} />;
}
