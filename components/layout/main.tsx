import type { ComponentProps } from 'react';
import { classNames } from '#components/ui/class-names.ts';

/** The middle of a page: where the skip link leads. */
export function Main({ className, ...props }: ComponentProps<'main'>) {
  return <main {...props} id="main" tabIndex={-1} className={classNames('outline-none', className)} />;
}
