'use client';

import dynamic from 'next/dynamic';
import type { LoadRun } from '#lib/onboarding/probe/contract.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressStrip } from '#components/ui/progress-strip.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

const LoadChart = dynamic(() => import('./probe-load-chart.tsx').then(({ LoadChart: Chart }) => Chart), {
  ssr: false,
  loading: () => <Skeleton rows={3} label="Loading the chart" />,
});

/** What the throughput check measured, or measures now: numbers, a small chart, and the same as a table. */
export function ProbeLoad({ run, isRunning }: { run: LoadRun; isRunning: boolean }) {
  const { p50, p975, p99 } = run.latencyMs;
  const { withRetryAfter, withoutRetryAfter, seconds } = run.throttled;
  return (
    <section aria-label="Throughput" className="flex flex-col gap-3">
      <h3 className="text-[1rem]">Throughput</h3>
      {isRunning && (
        <ProgressStrip
          title={`Second ${Math.round(run.durationMs / 1000)} of ${Math.round(run.plannedMs / 1000)}`}
          label="Seconds of the throughput check"
          value={run.durationMs}
          max={run.plannedMs}
        >
          {run.durationMs < run.rampMs
            ? `Rising to ${run.target} requests a second. It stops at the first sign of harm.`
            : `Holding ${run.target} requests a second. It stops at the first sign of harm.`}
        </ProgressStrip>
      )}
      {!isRunning && !run.stopped && run.durationMs < run.plannedMs - 1_000 && (
        <Notice tone="warn" title="It was not finished">
          {`These are the first ${Math.round(run.durationMs / 1000)} of ${Math.round(run.plannedMs / 1000)} seconds.`}
        </Notice>
      )}
      {run.stopped && (
        <Notice tone="warn" title="It stopped at a sign of harm">
          {run.stopped}
        </Notice>
      )}
      <Facts
        facts={[
          [
            isRunning ? 'Right answers a second so far' : 'Right answers a second',
            `${run.achieved.toFixed(1)} of ${run.target} asked for`,
          ],
          ['Errors', `${(run.errorRate * 100).toFixed(1)} % of ${run.sent} requests`],
          [
            'Latency',
            `median ${Math.round(p50)} ms, 97.5 % within ${Math.round(p975)} ms, 99 % within ${Math.round(p99)} ms`,
          ],
          ['Asked to slow down', throttleWords(withRetryAfter, withoutRetryAfter, seconds)],
        ]}
      />
      <LoadChart series={run.series} target={run.target} plannedMs={run.plannedMs} />
      <Disclosure title="Second by second">
        <DataTable
          label="Throughput second by second"
          rows={run.series}
          rowKey={({ second }) => String(second)}
          columns={[
            { header: 'Second', cell: ({ second }) => second + 1 },
            { header: 'Sent', cell: ({ sent }) => sent },
            { header: 'Answered right', cell: ({ ok }) => ok },
            { header: 'Errors', cell: ({ errors }) => errors },
            { header: 'Median latency', cell: (row) => (row.p50 === undefined ? '' : `${Math.round(row.p50)} ms`) },
          ]}
        />
      </Disclosure>
    </section>
  );
}

function throttleWords(withHint: number, without: number, seconds: number | undefined): string {
  if (withHint + without === 0) return 'Never';
  const wait = seconds === undefined ? '' : `, for up to ${seconds} s`;
  return `${withHint} times with Retry-After${wait}; ${without} times without`;
}
