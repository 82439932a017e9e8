'use client';

import { useQuery } from '@tanstack/react-query';
import { onboardings } from '#lib/queries/onboardings.ts';
import { PageFrame } from '#components/layout/page-frame.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { OnboardingCard } from './onboarding-card.tsx';
import { StartOnboarding } from './start-onboarding.tsx';

export function OnboardingsPage() {
  return (
    <PageFrame
      title="My onboardings"
      lead="One onboarding per application. Everybody you add, and your application administrators, can continue it."
    >
      <SignedIn area="vendors">
        <RefreshTrouble />
        <OnboardingList />
      </SignedIn>
    </PageFrame>
  );
}

function OnboardingList() {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(onboardings);
  if (isPending) return <Skeleton label="Loading your onboardings" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      {data.onboardings.length > 0 && (
        <ul className="flex flex-col gap-4" aria-label="Onboardings">
          {data.onboardings.map((one) => (
            <li key={one.id}>
              <OnboardingCard onboarding={one} />
            </li>
          ))}
        </ul>
      )}
      <StartOnboarding isFirst={data.onboardings.length === 0} />
    </div>
  );
}
