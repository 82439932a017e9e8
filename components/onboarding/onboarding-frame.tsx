'use client';

import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import type { OnboardingView } from '#lib/onboarding/record/contract.ts';
import { onboarding } from '#lib/queries/onboardings.ts';
import { Main } from '#components/layout/main.tsx';
import { RefreshTrouble } from '#components/layout/refresh-trouble.tsx';
import { SignedIn } from '#components/layout/signed-in.tsx';
import { NotOpened } from '#components/layout/wrong-account.tsx';
import { CredentialMemory } from '#components/credential/credential-memory.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PeopleButton } from './people-button.tsx';
import { ProgressRail } from './progress-rail.tsx';

const Current = createContext<OnboardingView | undefined>(undefined);

/** The onboarding that the step pages are about. */
export function useOnboarding(): OnboardingView {
  const current = useContext(Current);
  if (!current) throw new Error('useOnboarding is for pages inside the onboarding frame.');
  return current;
}

/** What all step pages share: who may see it, the progress rail, and the credential held in memory. */
export function OnboardingFrame({ onboardingId, children }: { onboardingId: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:py-8">
      <SignedIn area="vendors" otherwise={Main}>
        <RefreshTrouble />
        <Loaded onboardingId={onboardingId}>{children}</Loaded>
      </SignedIn>
    </div>
  );
}

function Loaded({ onboardingId, children }: { onboardingId: string; children: ReactNode }) {
  const { data, error, isPending, isLoadingError, refetch } = useQuery(onboarding(onboardingId));
  if (isPending) {
    return (
      <Main>
        <Skeleton label="Loading the onboarding" />
      </Main>
    );
  }
  if (isLoadingError) {
    return (
      <Main>
        <NotOpened error={error} onRetry={() => void refetch()} />
      </Main>
    );
  }
  return (
    <Current.Provider value={data}>
      <CredentialMemory>
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 text-ink-faint">
          <p>
            {data.name} · {data.tenantName}
          </p>
          <PeopleButton />
        </div>
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10">
          <ProgressRail onboarding={data} />
          <Main className="min-w-0">{children}</Main>
        </div>
      </CredentialMemory>
    </Current.Provider>
  );
}
