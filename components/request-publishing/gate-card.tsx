'use client';

import Link from 'next/link';
import type { Unmet } from '#lib/onboarding/request-publishing/contract.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { useSubmitRequest } from '#lib/queries/publishing.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { StatusIcon } from '#components/ui/status.tsx';
import { useDraft } from './request-draft.tsx';
import { SavingState } from './saving-state.tsx';

/** What keeps the request from being handed in, each with the way to its place; then the button. */
export function GateCard({ isSubmitting }: { isSubmitting: boolean }) {
  const { id } = useOnboarding();
  const { step, unsaved, flush } = useDraft();
  const submit = useSubmitRequest(id);
  const musts = step.unmet.filter(({ kind }) => kind === 'must');
  const advice = step.unmet.filter(({ kind }) => kind === 'advice');
  async function send() {
    const isSaved = await flush().then(
      () => true,
      () => false,
    );
    if (isSaved) submit.mutate();
  }
  return (
    <Card title="Hand it in">
      <div id="hand-in" className="flex scroll-mt-24 flex-col gap-5">
        {musts.length > 0 ? (
          <UnmetList
            title={musts.length === 1 ? 'One thing is missing' : `${musts.length} things are missing`}
            unmet={musts}
            tone="bad"
          />
        ) : (
          <Notice tone="ok" title="Nothing is missing">
            The portal reads the run again at its source, checks that it is yours, complete and unchanged, keeps what it
            read as evidence, and hands everything to the reviewers. After that the request cannot be edited.
          </Notice>
        )}
        {advice.length > 0 && <UnmetList title="Worth a look before you hand it in" unmet={advice} tone="warn" />}
        {submit.error && <ProblemCard error={submit.error} onRetry={() => void send()} />}
        <div className="flex flex-wrap items-center gap-4">
          <Button
            look="primary"
            isDisabled={musts.length > 0 && unsaved.size === 0}
            isBusy={submit.isPending || isSubmitting}
            onPress={() => void send()}
          >
            Submit the request
          </Button>
          <SavingState />
        </div>
      </div>
    </Card>
  );
}

function UnmetList({ title, unmet, tone }: { title: string; unmet: Unmet[]; tone: 'bad' | 'warn' }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-[0.98rem]">{title}</h3>
      <ul className="flex flex-col gap-2">
        {unmet.map(({ id: rule, title: what, why, place }) => (
          <li key={rule} className="flex items-start gap-2">
            <StatusIcon tone={tone} />
            <p className="min-w-0 [overflow-wrap:anywhere]">
              <WayTo place={place}>{what}</WayTo>
              <span className="text-ink-soft">{`${what.endsWith('.') ? '' : ':'} ${why}`}</span>
              {place.step !== 'request-publishing' && (
                <span className="text-ink-faint">{` (in “${STEP_WORDS[place.step].title}”)`}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** On this page a plain link: it leads there again however often it is followed. */
function WayTo({ place, children }: { place: Unmet['place']; children: string }) {
  const { id } = useOnboarding();
  const anchor = place.anchor ? `#${place.anchor}` : '';
  const look = 'font-medium text-accent-strong underline';
  if (place.step === 'request-publishing' && anchor) {
    return (
      <a href={anchor} className={look}>
        {children}
      </a>
    );
  }
  return (
    <Link href={`/onboardings/${id}/${place.step}${anchor}`} className={look}>
      {children}
    </Link>
  );
}
