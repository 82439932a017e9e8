'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { Suspense } from 'react';
import { onboardingPages } from '#lib/queries/onboardings.ts';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { MorePages } from '#components/ui/more-pages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { OnboardingCard } from './onboarding-card.tsx';
import { StartOnboarding } from './start-onboarding.tsx';

/** Below that a search has nothing to offer. */
const SEARCHED_FROM = 4;

export function OnboardingsPage() {
  return (
    <PageFrame
      title="My onboardings"
      lead="One onboarding per application. Everybody you add, and your application administrators, can continue it."
    >
      <SignedIn area="vendors">
        <RefreshTrouble />
        <Suspense fallback={<Skeleton label="Loading your onboardings" />}>
          <OnboardingList />
        </Suspense>
      </SignedIn>
    </PageFrame>
  );
}

function OnboardingList() {
  const words = useSearchParams().get('q')?.trim().slice(0, 100) ?? '';
  const pages = useInfiniteQuery(onboardingPages(words));
  const { data, error, isPending, isLoadingError, refetch } = pages;
  if (isPending) return <Skeleton label="Loading your onboardings" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const found = data.pages.flatMap((page) => page.onboardings);
  const hasNone = found.length === 0 && words === '';
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      {!hasNone && (
        <div className="flex flex-col gap-4">
          {(words !== '' || found.length >= SEARCHED_FROM) && <Search key={words} words={words} />}
          {found.length > 0 ? (
            <ul className="flex flex-col gap-4" aria-label="Onboardings" aria-busy={pages.isPlaceholderData}>
              {found.map((one) => (
                <li key={one.id}>
                  <OnboardingCard onboarding={one} />
                </li>
              ))}
            </ul>
          ) : (
            <Notice tone="info" title="No onboarding has such a name">
              Look for the beginning of a word of its name.
            </Notice>
          )}
          {(pages.hasNextPage || words !== '') && (
            <MorePages pages={pages} words={shownWords(found.length, pages.hasNextPage)} />
          )}
        </div>
      )}
      <StartOnboarding isFirst={hasNone} />
    </div>
  );
}

function shownWords(shown: number, hasMore: boolean): string {
  if (hasMore) return `The newest ${shown} are shown.`;
  return shown === 1 ? 'One onboarding' : `${shown} onboardings`;
}

/** What is looked for stands in the address, so that it can be kept and sent. */
function Search({ words }: { words: string }) {
  const router = useRouter();
  const path = usePathname();
  const search = (q: string) => router.push(q ? `${path}?${new URLSearchParams({ q })}` : path, { scroll: false });
  return <SearchForm asked={words} placeholder="Application" onSearch={search} />;
}
