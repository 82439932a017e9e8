'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageView } from '#lib/onboarding/request-conversation/contract.ts';
import { messages, useSendMessage } from '#lib/queries/conversation.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Card } from '#components/ui/card.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Moment } from '#components/ui/moment.tsx';
import { MorePages } from '#components/ui/more-pages.tsx';
import { Composer } from './composer.tsx';

const TITLES = { isv: 'Messages with the reviewers', operator: 'Messages with the ISV' } as const;

/** What both sides write to each other, and where one of them writes; there from the first handing in on. */
export function MessagesCard({
  path,
  side,
  children,
}: {
  path: string;
  side: MessageView['side'];
  children: ReactNode;
}) {
  const pages = useInfiniteQuery(messages(path));
  const { data, error, isLoadingError, refetch } = pages;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (!data?.pages[0]?.mayWrite) return null;
  const thread = data.pages.flatMap((page) => page.messages).toReversed();
  const title = TITLES[side];
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <MessagesSquare aria-hidden className="size-5 text-accent" />
          {title}
        </span>
      }
      aside={<span className="text-[0.87rem] text-ink-soft">Both sides read this</span>}
    >
      <div className="flex flex-col gap-4">
        {pages.hasNextPage && <MorePages pages={pages} more="Show older ones" />}
        {thread.length > 0 && (
          <ol aria-label={title} className="flex flex-col gap-3">
            {thread.map((message) => (
              <Said key={message.id} message={message} isOwnSide={message.side === side} />
            ))}
          </ol>
        )}
        {children}
      </div>
    </Card>
  );
}

export function MessageToReviewers({ path }: { path: string }) {
  const send = useSendMessage(path);
  return <Composer label="Message to the reviewers" action="Send to the reviewers" look="primary" say={send} />;
}

function Said({ message: { words, byName, side, at }, isOwnSide }: { message: MessageView; isOwnSide: boolean }) {
  return (
    <li className={classNames('max-w-3xl rounded-lg p-3', isOwnSide ? 'self-end bg-accent-soft' : 'bg-sunken')}>
      <p className="[overflow-wrap:anywhere] whitespace-pre-line">{words}</p>
      <p className="mt-1 text-[0.87rem] text-ink-soft">
        {`${byName}, ${side === 'isv' ? 'publisher' : 'reviewer'}, `}
        <Moment at={at} />
      </p>
    </li>
  );
}
