'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-sunken',
  quiet: 'bg-transparent text-accent-strong border-transparent hover:bg-accent-soft',
  danger: 'bg-surface text-bad border-bad hover:bg-bad-soft',
} as const;
const SHAPE =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded-lg border px-3.5 py-1.5 text-[0.95rem] font-medium transition-colors';

type Look = keyof typeof LOOKS;
type ButtonProps = AriaButtonProps & { look?: Look; isBusy?: boolean; children: ReactNode };

/** A button says what it does. While busy it stays focusable and refuses a second press. */
export function Button({ look = 'secondary', isBusy = false, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      isPending={isBusy}
      className={classNames(
        SHAPE,
        LOOKS[look],
        'cursor-pointer disabled:cursor-not-allowed disabled:opacity-55 data-[pending]:cursor-progress',
        typeof className === 'string' && className,
      )}
    >
      {isBusy && <Spinner />}
      {children}
    </AriaButton>
  );
}

export function LinkButton({ href, look = 'secondary', children }: { href: string; look?: Look; children: ReactNode }) {
  return (
    <Link href={href} className={classNames(SHAPE, LOOKS[look], 'no-underline')}>
      {children}
    </Link>
  );
}
