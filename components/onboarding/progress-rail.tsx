'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isOpen, STEPS, type Step } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import type { OnboardingView } from '#lib/onboarding/record/contract.ts';
import { classNames } from '#components/ui/class-names.ts';

/** The six steps and where the person is: at the left, on a phone at the top. */
export function ProgressRail({ onboarding }: { onboarding: OnboardingView }) {
  const path = usePathname();
  const completed = new Set(STEPS.filter((step) => onboarding.completed[step]));
  return (
    <nav aria-label="Steps" className="lg:sticky lg:top-20 lg:self-start">
      <ol className="relative flex gap-1 overflow-x-auto pb-2 lg:flex-col lg:overflow-visible lg:pb-0">
        {STEPS.map((step, index) => (
          <li key={step} className="shrink-0">
            <RailEntry
              step={step}
              number={index + 1}
              href={`/onboardings/${onboarding.id}/${step}`}
              isCurrent={path.endsWith(step)}
              isDone={completed.has(step)}
              isReachable={isOpen(step, completed)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function RailEntry({
  step,
  number,
  href,
  isCurrent,
  isDone,
  isReachable,
}: {
  step: Step;
  number: number;
  href: string;
  isCurrent: boolean;
  isDone: boolean;
  isReachable: boolean;
}) {
  const badge = (
    <span
      aria-hidden
      className={classNames(
        'grid size-6 shrink-0 place-items-center rounded-full text-[0.85rem] font-semibold',
        isDone ? 'bg-ok-soft text-ok' : isCurrent ? 'bg-accent text-on-accent' : 'bg-sunken text-ink-faint',
      )}
    >
      {isDone ? <Check className="size-4" /> : number}
    </span>
  );
  const words = (
    <>
      {badge}
      <span className={classNames('lg:inline', !isCurrent && 'hidden sm:inline')}>{STEP_WORDS[step].title}</span>
      <span className="sr-only">
        {isDone ? '(complete)' : isReachable ? '(open)' : '(opens after the steps before it)'}
      </span>
    </>
  );
  const shape = classNames(
    'flex items-center gap-2.5 rounded-lg px-2.5 py-2',
    isCurrent && 'bg-accent-soft font-medium',
  );
  if (!isReachable) return <span className={`${shape} text-ink-faint`}>{words}</span>;
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'step' : undefined}
      className={`${shape} text-ink no-underline hover:bg-sunken`}
    >
      {words}
    </Link>
  );
}
