'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { isOpen, STEPS, type Step } from '#lib/journey/steps.ts';
import { inSentence, STEP_WORDS } from '#lib/journey/step-words.ts';
import { useCompleteStep } from '#lib/queries/onboardings.ts';
import { FeedbackBar } from '#components/feedback/feedback-bar.tsx';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button, LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useOnboarding } from './onboarding-frame.tsx';

/** A step's page: what it is for, its content, the way on, and feedback. A step that is not open says what comes first. */
export function StepFrame({ step, children }: { step: Step; children: ReactNode }) {
  const onboarding = useOnboarding();
  const completed = new Set(STEPS.filter((one) => onboarding.completed[one]));
  const missing = STEPS.find((one) => !completed.has(one)) ?? step;
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="text-2xl">{STEP_WORDS[step].title}</h1>
        <p className="mt-1 max-w-3xl text-ink-soft">{STEP_WORDS[step].outcome}</p>
      </header>
      {isOpen(step, completed) ? (
        children
      ) : (
        <Notice
          tone="info"
          title={`First: ${STEP_WORDS[missing].title}`}
          actions={
            <LinkButton
              href={`/onboardings/${onboarding.id}/${missing}`}
              look="primary"
            >{`Go to ${inSentence(missing)}`}</LinkButton>
          }
        >
          This step needs what the steps before it make.
        </Notice>
      )}
      <FeedbackBar onboardingId={onboarding.id} step={step} />
    </div>
  );
}

/** The one main action at the end of a step: complete it and go on. `isReady` false shows why not yet. */
export function NextStep({ step, isReady, notReady }: { step: Step; isReady: boolean; notReady?: string }) {
  const onboarding = useOnboarding();
  const router = useRouter();
  const complete = useCompleteStep(onboarding.id);
  const next = STEPS[STEPS.indexOf(step) + 1];
  async function goOn() {
    if (!onboarding.completed[step]) {
      const changed = await complete.mutateAsync(step).catch(() => undefined);
      if (!changed) return;
    }
    if (next) router.push(`/onboardings/${onboarding.id}/${next}`);
  }
  if (!next) return null;
  return (
    <div className="flex flex-col gap-3">
      {complete.error && <ProblemCard error={complete.error} onRetry={() => void goOn()} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" isDisabled={!isReady} isBusy={complete.isPending} onPress={() => void goOn()}>
          {`Continue to ${inSentence(next)}`}
        </Button>
        {!isReady && notReady && <span className="text-ink-faint">{notReady}</span>}
      </div>
    </div>
  );
}
