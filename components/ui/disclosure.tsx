'use client';

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components';

export function Disclosure({
  title,
  children,
  isOpenAtFirst,
  onOpen,
  level = 3,
}: {
  title: ReactNode;
  children: ReactNode;
  isOpenAtFirst?: boolean;
  onOpen?: () => void;
  level?: 2 | 3;
}) {
  return (
    <AriaDisclosure defaultExpanded={isOpenAtFirst} onExpandedChange={(isOpen) => isOpen && onOpen?.()}>
      <Heading level={level} className="text-[1em] font-normal tracking-normal">
        <Button
          slot="trigger"
          className="group/trigger flex w-full cursor-pointer items-center gap-2 rounded-md py-1 text-left hover:text-accent-strong"
        >
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-ink-faint transition-transform group-aria-expanded/trigger:rotate-90"
          />
          <span className="min-w-0 flex-1">{title}</span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="pt-2 pl-6">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
