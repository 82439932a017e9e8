'use client';

import type { JobHealth } from '#lib/onboarding/configure-provisioning/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyableId } from '#components/ui/copyable-id.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Status } from '#components/ui/status.tsx';

/** The job in one strip: state, interval, last cycle, quarantine in plain words. */
export function JobHealthCard({ health, onRefresh }: { health: JobHealth; onRefresh: () => void }) {
  return (
    <Card
      title="Provisioning job"
      aside={
        <span className="flex items-center gap-2">
          <Status tone={health.healthy ? 'ok' : health.quarantine ? 'bad' : 'warn'}>
            {health.healthy ? 'Healthy' : health.status}
          </Status>
          <Button look="quiet" onPress={onRefresh}>
            Read again
          </Button>
        </span>
      }
    >
      <Facts
        facts={[
          ['Job id', <CopyableId key="job" kind="Job id" value={health.jobId} />],
          [
            'Schedule',
            health.intervalMinutes
              ? `${health.schedule}, every ${Math.round(health.intervalMinutes)} minutes`
              : health.schedule,
          ],
          ['Last cycle', <LastCycle key="cycle" cycle={health.lastCycle} />],
          ['Read', <Moment key="read" at={health.readAt} />],
        ]}
      />
      {health.quarantine && (
        <div className="mt-4">
          <Notice tone="bad" title="The job is in quarantine">
            <p>{health.quarantine.words}</p>
            <p className="mt-1 font-medium">{health.quarantine.fix}</p>
          </Notice>
        </div>
      )}
    </Card>
  );
}

function LastCycle({ cycle }: { cycle: JobHealth['lastCycle'] }) {
  if (!cycle) return 'None yet';
  return (
    <>
      {cycle.state}
      {cycle.endedAt && (
        <>
          {', ended '}
          <Moment at={cycle.endedAt} />
        </>
      )}
      {`, ${cycle.exported} exported`}
      {cycle.error && <span className="block text-bad">{cycle.error}</span>}
    </>
  );
}
