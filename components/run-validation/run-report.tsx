'use client';

import { formatDistanceToNowStrict, isPast } from 'date-fns';
import type { ReactNode } from 'react';
import type { RunView } from '#lib/onboarding/run-validation/contract.ts';
import { isLive } from '#lib/queries/validation.ts';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { durationWords, Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressStrip } from '#components/ui/progress-strip.tsx';
import { AcceptanceList } from './acceptance-list.tsx';
import { RunVerdict } from './run-verdict.tsx';
import { TestCard } from './test-card.tsx';

const AREAS = [
  { id: 'users', title: 'Users' },
  { id: 'groups', title: 'Groups' },
] as const;

/** The verdict, what blocks, every test with its evidence, and the checks at the source. The same for ISV and reviewer. */
export function RunReport({ run, actions }: { run: RunView; actions?: ReactNode }) {
  return (
    <Card
      title="Run"
      aside={
        <span className="flex flex-wrap items-center gap-3">
          {<RunVerdict run={run} />}
          {actions}
        </span>
      }
    >
      <div className="flex flex-col gap-5">
        <RunFacts run={run} />
        {run.problem && (
          <Notice tone="bad" title="The run could not be read to its end">
            {run.problem}
          </Notice>
        )}
        <Verdict run={run} />
        {AREAS.map(({ id, title }) => (
          <section key={id} aria-label={`${title} tests`}>
            <h3 className="mb-2 text-[0.95rem] text-ink-soft">{title}</h3>
            <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
              {run.tests
                .filter((test) => test.area === id)
                .map((test) => (
                  <li key={test.test}>
                    <TestCard test={test} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {run.acceptance.length > 0 && <AcceptanceList checks={run.acceptance} verifiedAt={run.verifiedAt} />}
        <Disclosure title="Parameters of the run">
          <JsonView label="Parameters" value={run.parameters} />
        </Disclosure>
      </div>
    </Card>
  );
}

function RunFacts({ run }: { run: RunView }) {
  const took = run.endedAt ? durationWords((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000) : undefined;
  return (
    <Facts
      facts={[
        ['Run ID', run.runName ? <CopyableId key="id" kind="Run ID" value={run.runName} /> : 'Waiting for Azure'],
        [
          'Started',
          <span key="started">
            <Moment at={run.startedAt} />
            {` by ${run.startedByName}`}
            {took && `, took ${took}`}
          </span>,
        ],
        ['Template', run.template],
        ['Template’s own result', run.templateOverall ?? (isLive(run.status) ? 'Not there yet' : 'None')],
        [
          'Watched by',
          run.watchedBy === 'portal' ? 'the portal, also with this page closed' : 'you, while you are signed in',
        ],
        ...(run.portalLink
          ? [
              [
                'In Azure',
                <a key="link" href={run.portalLink}>
                  Open the run in the Azure portal
                </a>,
              ] as [string, ReactNode],
            ]
          : []),
      ]}
    />
  );
}

function Verdict({ run }: { run: RunView }) {
  if (isLive(run.status)) return <LiveStrip run={run} />;
  if (run.ready === undefined) return null;
  if (run.ready) {
    return (
      <Notice tone="ok" title="Ready">
        Every test passed by what your endpoint and the provisioning log show.
      </Notice>
    );
  }
  if (run.status === 'cancelled') {
    return (
      <Notice tone="warn" title="This run was cancelled, and proves nothing">
        Tests that had not ended count as failed. What it had made may still be in the tenant: look for leftovers, then
        run again.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="Not ready">
      <ul className="list-disc pl-5">
        {run.blocking.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Notice>
  );
}

function LiveStrip({ run }: { run: RunView }) {
  const ended = run.tests.length - run.counts.waiting;
  const when =
    run.expectedEnd && !isPast(new Date(run.expectedEnd))
      ? `, about ${formatDistanceToNowStrict(new Date(run.expectedEnd))} left`
      : '';
  return (
    <ProgressStrip
      title={`Running: ${ended} of ${run.tests.length} tests have a result${when}`}
      label="Tests with a result"
      value={ended}
      max={run.tests.length}
    >
      You can close this tab.
      {run.readAt && (
        <>
          {' Read from Azure '}
          <Moment at={run.readAt} />.
        </>
      )}
    </ProgressStrip>
  );
}
