'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProbeSummary, ProbeView } from '#lib/onboarding/probe/contract.ts';
import { probe, probes, useStopProbe } from '#lib/queries/probes.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { useOnboarding } from '#components/onboarding/onboarding-frame.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ProgressStrip } from '#components/ui/progress-strip.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Status } from '#components/ui/status.tsx';
import { ProbeAreas } from './probe-areas.tsx';
import { ProbeCauses } from './probe-causes.tsx';
import { ProbeExport } from './probe-export.tsx';
import { ProbeLeftovers } from './probe-leftovers.tsx';
import { ProbeLoad } from './probe-load.tsx';
import { ProbePredictions } from './probe-predictions.tsx';

/** The newest probe of the endpoint, or an earlier one; nothing before the first. */
export function ProbeCard({ onTryWrites }: { onTryWrites: () => void }) {
  const { id } = useOnboarding();
  const { data, error, isLoadingError, refetch } = useQuery(probes(id));
  const [chosen, choose] = useState<string>();
  const [since, compareWith] = useState<string>();
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  const tried = data?.probes.filter(({ cleanUpOnly }) => !cleanUpOnly) ?? [];
  const shown = tried.find((one) => one.id === chosen) ?? tried[0];
  if (!shown) return null;
  const others = tried.filter(({ id: other }) => other !== shown.id);
  return (
    <Loaded key={shown.id} probeId={shown.id} since={since === shown.id ? undefined : since} onTryWrites={onTryWrites}>
      {others.length > 0 && (
        <div className="flex flex-wrap gap-3">
          <ProbeSelect label="Probe" probes={tried} value={shown.id} onChange={choose} />
          <ProbeSelect label="Compare with" probes={others} value={since} onChange={compareWith} />
        </div>
      )}
    </Loaded>
  );
}

function ProbeSelect({
  label,
  probes: offered,
  value,
  onChange,
}: {
  label: string;
  probes: ProbeSummary[];
  value: string | undefined;
  onChange: (id: string) => void;
}) {
  return (
    <div className="w-64">
      <Select
        label={label}
        value={value}
        onChange={onChange}
        placeholder="The one before"
        options={offered.map(({ id, startedAt, counts, checks }) => ({
          id,
          title: new Date(startedAt).toLocaleString('en-GB'),
          detail: `${counts.passed ?? 0} of ${checks} passed, ${counts.failed ?? 0} failed`,
        }))}
      />
    </div>
  );
}

function Loaded({
  probeId,
  since,
  onTryWrites,
  children,
}: {
  probeId: string;
  since?: string;
  onTryWrites: () => void;
  children: React.ReactNode;
}) {
  const { id } = useOnboarding();
  const { data, error, isPending, isLoadingError, refetch } = useQuery(probe(id, probeId, since));
  const stop = useStopProbe(id);
  if (isPending) return <Skeleton rows={4} label="Loading the probe" />;
  if (isLoadingError) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  // Its checks get their results when it has ended; the probe goes on.
  const isUnderLoad = data.state === 'running' && !data.results.some(({ id: check }) => check === 'L01');
  const load = data.loadRun && <ProbeLoad run={data.loadRun} isRunning={isUnderLoad} />;
  return (
    <Card
      title="Your endpoint, check by check"
      aside={
        <span className="flex flex-wrap items-center gap-3">
          <ProbeStatus view={data} />
          {data.state === 'running' && (
            <Button isBusy={stop.isPending} onPress={() => stop.mutate(probeId)}>
              Stop the probe
            </Button>
          )}
        </span>
      }
    >
      <div className="flex flex-col gap-5">
        <Outcome view={data} />
        {isUnderLoad && load}
        <ProbeLeftovers endpoint={data.endpoint} />
        {data.state === 'ended' && !data.mayWrite && (
          <Notice
            tone="info"
            title="Only reads were tried"
            actions={
              <Button look="primary" onPress={onTryWrites}>
                Try again with test users and groups
              </Button>
            }
          >
            The other checks need users and groups of their own in your application. Their names begin with probe-, and
            they are removed again.
          </Notice>
        )}
        <Changes view={data} />
        <ProbeCauses view={data} />
        <ProbePredictions view={data} />
        {!isUnderLoad && load}
        <div className="flex flex-wrap items-end justify-between gap-3">
          {children}
          {data.state !== 'running' && <ProbeExport probeId={probeId} />}
        </div>
        <ProbeAreas view={data} />
      </div>
    </Card>
  );
}

function ProbeStatus({ view }: { view: ProbeView }) {
  if (view.state === 'running') return <Status tone="busy">Running</Status>;
  if (view.state === 'interrupted') return <Status tone="warn">Interrupted</Status>;
  if (view.readiness === 'ready') return <Status tone="ok">Ready</Status>;
  if (view.readiness === 'not-ready') return <Status tone="bad">Not ready</Status>;
  return <Status tone="unknown">No verdict</Status>;
}

function Outcome({ view }: { view: ProbeView }) {
  const { counts, checks, results, requests, startedAt, endedAt, startedByName, stopped } = view;
  if (view.state === 'running') {
    return (
      <ProgressStrip
        title={`${results.length} of ${checks} checks have a result`}
        label="Checks with a result"
        value={results.length}
        max={checks}
      />
    );
  }
  const seconds = endedAt ? ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1) : undefined;
  return (
    <div className="flex flex-col gap-3">
      {view.state === 'interrupted' && (
        <Notice tone="warn" title="The probe was interrupted">
          The portal was stopped while it ran. Probe again: that first removes what this one left.
        </Notice>
      )}
      {stopped && (
        <Notice tone="warn" title="It ended early">
          {stopped}
        </Notice>
      )}
      <p className="text-ink-soft">
        {`${counts.passed ?? 0} passed, ${counts.failed ?? 0} failed`}
        {seconds && ` in ${seconds} s with ${requests} requests`}
        {', '}
        <Moment at={startedAt} />
        {` by ${startedByName}.`}
      </p>
    </div>
  );
}

function Changes({ view: { changes, catalogue } }: { view: ProbeView }) {
  if (!changes || changes.fixed.length + changes.broken.length === 0) return null;
  const titled = (ids: string[]) =>
    ids.map((id) => `${id} ${catalogue.find((words) => words.id === id)?.title ?? ''}`.trim());
  return (
    <Notice
      tone={changes.broken.length > 0 ? 'warn' : 'ok'}
      title={
        <>
          Since the probe of <Moment at={changes.since} />
        </>
      }
    >
      {changes.fixed.length > 0 && <p>{`Fixed: ${titled(changes.fixed).join('; ')}.`}</p>}
      {changes.broken.length > 0 && <p>{`Newly broken: ${titled(changes.broken).join('; ')}.`}</p>}
    </Notice>
  );
}
