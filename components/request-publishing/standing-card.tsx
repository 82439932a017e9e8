import Link from 'next/link';
import type { DecisionToldView, PublishingStep } from '#lib/onboarding/request-publishing/contract.ts';
import { DECISION_TARGETS } from '#lib/rules/decisions.ts';
import { Card } from '#components/ui/card.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import type { Tone } from '#components/ui/status.tsx';
import { StatusIcon } from '#components/ui/status.tsx';
import { expiryWords, STANDING } from './standing-words.ts';

const DECIDED: Record<DecisionToldView['kind'], { title: string; tone: Tone }> = {
  approve: { title: 'Why it was approved', tone: 'ok' },
  'request-changes': { title: 'Why it came back', tone: 'warn' },
  reject: { title: 'Why it was rejected', tone: 'bad' },
  preview: { title: 'About the preview', tone: 'ok' },
  publish: { title: 'About its publication', tone: 'ok' },
};

/** What was decided and why, who does what now, and what is possible. */
export function StandingCard({ step: { submission, decision, deadlines } }: { step: PublishingStep }) {
  const { status } = submission;
  if (status === 'draft') return null;
  const { now, you } = STANDING[status];
  // What is asked for stands item by item in a card of its own.
  const isTold = decision && DECISION_TARGETS[decision.kind] === status && status !== 'changes-requested';
  return (
    <Card title="What happens now">
      <div className="flex flex-col gap-4">
        {isTold && (
          <ol aria-label="What was decided">
            <Reason decision={decision} />
          </ol>
        )}
        <Facts
          facts={[
            ['Now', now],
            [
              'What you can do',
              <ul key="you" className="flex flex-col gap-1.5">
                {you.map((line) => (
                  <li key={line}>{line}</li>
                ))}
                {status === 'changes-requested' && <li>{expiryWords(deadlines.expiryDays)}</li>}
                {status === 'rejected' && (
                  <li>
                    <Link href="/onboardings" className="text-accent-strong underline">
                      Start another onboarding
                    </Link>
                  </li>
                )}
              </ul>,
            ],
          ]}
        />
      </div>
    </Card>
  );
}

function Reason({ decision: { kind, reason, byName, at } }: { decision: DecisionToldView }) {
  const { title, tone } = DECIDED[kind];
  return (
    <li className="flex gap-3 rounded-lg bg-sunken p-3">
      <StatusIcon tone={tone} />
      <div className="min-w-0">
        <h3 className="text-[0.98rem]">{title}</h3>
        <p className="[overflow-wrap:anywhere] whitespace-pre-line">{reason}</p>
        <p className="mt-1 text-[0.87rem] text-ink-soft">
          {`${byName}, reviewer, `}
          <Moment at={at} />
        </p>
      </div>
    </li>
  );
}
