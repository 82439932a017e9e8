import Link from 'next/link';
import { STEPS } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { OnboardingView } from '#lib/onboarding/record/contract.ts';
import { isUndecided } from '#lib/rules/submission-status.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Moment } from '#components/ui/moment.tsx';
import { Status } from '#components/ui/status.tsx';
import { SubmissionStatus } from '#components/review/submission-status.tsx';
import { EvidenceFreshness } from './evidence-freshness.tsx';

/** Progress, what is next, and how fresh the evidence is. */
export function OnboardingCard({ onboarding }: { onboarding: OnboardingView }) {
  const { nextStep, submission } = onboarding;
  const target = nextStep ?? 'request-publishing';
  const done = STEPS.filter((step) => onboarding.completed[step]).length;
  return (
    <article className="rounded-xl border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-lg">
          <Link
            href={`/onboardings/${onboarding.id}/${target}`}
            className="text-ink no-underline hover:text-accent-strong hover:underline"
          >
            {onboarding.name}
          </Link>
        </h2>
        {submission ? (
          <SubmissionStatus status={submission.status} />
        ) : (
          <Status tone="info">{`${done} of ${STEPS.length} steps`}</Status>
        )}
      </div>
      <ol aria-label="Progress" className="mt-3 flex gap-1.5">
        {STEPS.map((step) => (
          <li
            key={step}
            className={classNames('h-1.5 flex-1 rounded-full', onboarding.completed[step] ? 'bg-accent' : 'bg-sunken')}
          >
            <span className="sr-only">{`${STEP_WORDS[step].title}: ${onboarding.completed[step] ? 'complete' : 'open'}`}</span>
          </li>
        ))}
      </ol>
      <p className="mt-3 text-ink-soft">
        {nextStep ? `Next: ${STEP_WORDS[nextStep].title}` : 'Every step is complete'}
        {onboarding.evidence && isUndecided(submission?.status ?? 'draft') && (
          <>
            {' · '}
            <EvidenceFreshness validUntil={onboarding.evidence.validUntil} />
          </>
        )}
      </p>
      <p className="mt-1 text-[0.87rem] text-ink-faint">
        Started <Moment at={onboarding.createdAt} /> by {onboarding.createdByName}
      </p>
    </article>
  );
}
