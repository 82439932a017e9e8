'use client';

import type { SubmissionView } from '#lib/review/contract.ts';
import { saveFile } from '#lib/queries/save-file.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Status, StatusIcon } from '#components/ui/status.tsx';

const READINESS = {
  ready: <Status tone="ok">Ready</Status>,
  'not-ready': <Status tone="bad">Not ready</Status>,
  incomplete: <Status tone="unknown">No verdict</Status>,
};

function countWords({ counts, checks }: NonNullable<SubmissionView['probe']>['summary']): string {
  const { passed = 0, failed = 0 } = counts;
  const others = checks - passed - failed;
  return `${passed} of ${checks} checks passed, ${failed} failed${others > 0 ? `, ${others} without a verdict` : ''}`;
}

/** What the ISV's newest direct probe of its endpoint found; the exchanges stay with the ISV. */
export function ProbeReport({ probe }: { probe: NonNullable<SubmissionView['probe']> }) {
  const { summary, causes, report } = probe;
  return (
    <Card
      title="Direct probe of the endpoint"
      aside={
        <span className="flex flex-wrap items-center gap-3">
          {summary.readiness && READINESS[summary.readiness]}
          <Button onPress={() => saveFile(report)}>Save the report</Button>
        </span>
      }
    >
      <p className="text-ink-soft">
        {`${countWords(summary)}, `}
        <Moment at={summary.startedAt} />
        {` by ${summary.startedByName}.`}
        {!summary.mayWrite && ' Only reads were tried: creating test users and groups was not agreed to.'}
      </p>
      {causes.length > 0 && (
        <ul aria-label="What the probe found" className="mt-3 flex flex-col gap-2">
          {causes.map(({ id, title, level, evidence }) => (
            <li key={id} className="flex items-start gap-3">
              <span className="mt-0.5">
                <StatusIcon tone={level === 'entra-required' || level === 'must' ? 'bad' : 'warn'} />
              </span>
              <span>
                {title} <span className="text-ink-faint">{evidence.map((one) => one.id).join(', ')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
