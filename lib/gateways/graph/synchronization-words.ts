import type { z } from 'zod';
import type { JobHealth, ObjectMapping } from '#lib/onboarding/configure-provisioning/contract.ts';
import type {
  GraphAttributeMapping,
  GraphSynchronizationJob,
  GraphSynchronizationSchema,
} from '#lib/wire/graph/synchronization.ts';

type Job = z.infer<typeof GraphSynchronizationJob>;
type Schema = z.infer<typeof GraphSynchronizationSchema>;

const QUARANTINE_WORDS: Record<string, { words: string; fix: string }> = {
  EncounteredQuarantineException: {
    words:
      'Entra stopped provisioning because your endpoint rejected the saved credentials or answered in an unexpected way.',
    fix: 'Test the connection, save working credentials, and start provisioning again.',
  },
  TooManyDeletes: {
    words: 'Entra stopped provisioning because one cycle would have deleted more objects than allowed.',
    fix: 'Check the scope of the application, then restart provisioning.',
  },
};
const OTHER_QUARANTINE = {
  words: 'Entra stopped provisioning because too many changes failed.',
  fix: 'Look at the provisioning logs of the application, mend the cause, and start provisioning again.',
};

/** The job's state in our words. Healthy = active, scheduled, not quarantined, no error in the last cycle. */
export function jobHealth(job: Job): JobHealth {
  const { code, lastExecution, lastSuccessfulExecution, quarantine } = job.status ?? NOT_CONFIGURED;
  const { state: schedule, interval } = job.schedule ?? NOT_SCHEDULED;
  const runs = !['Paused', 'Quarantine', 'NotConfigured'].includes(code) && schedule === 'Active';
  return {
    jobId: job.id,
    status: code,
    schedule,
    intervalMinutes: minutesOf(interval),
    healthy: runs && !quarantine && !cycleError(lastExecution),
    firstCycleDone: lastExecution?.state === 'Succeeded' || Boolean(lastSuccessfulExecution),
    lastCycle: lastCycle(lastExecution),
    quarantine: quarantineWords(quarantine),
    readAt: new Date().toISOString(),
  };
}

const NOT_CONFIGURED: Status = { code: 'NotConfigured' };
const NOT_SCHEDULED: NonNullable<Job['schedule']> = { state: 'Disabled' };

type Status = NonNullable<Job['status']>;
type Execution = Status['lastExecution'];

function cycleError(execution: Execution): string | undefined {
  return execution?.error?.message ?? execution?.error?.code ?? undefined;
}

function lastCycle(execution: Execution): JobHealth['lastCycle'] {
  if (!execution) return undefined;
  return {
    state: execution.state,
    endedAt: isoOf(execution.timeEnded),
    exported: execution.countExported ?? 0,
    error: cycleError(execution),
  };
}

function quarantineWords(quarantine: Status['quarantine']): JobHealth['quarantine'] {
  if (!quarantine) return undefined;
  const { reason, currentBegan } = quarantine;
  return {
    reason: reason ?? 'Unknown',
    since: isoOf(currentBegan),
    ...(QUARANTINE_WORDS[reason ?? ''] ?? OTHER_QUARANTINE),
  };
}

/** Attribute mappings as the page shows them. */
export function objectMappings(schema: Schema): ObjectMapping[] {
  return schema.synchronizationRules.flatMap((rule) =>
    rule.objectMappings.map((mapping) => ({
      name: mapping.name ?? mapping.targetObjectName,
      kind: mapping.targetObjectName.toLowerCase().includes('group') ? ('group' as const) : ('user' as const),
      enabled: mapping.enabled,
      flow: mapping.flowTypes ?? '',
      attributes: mapping.attributeMappings.map(attributeMapping),
    })),
  );
}

function attributeMapping(mapping: z.infer<typeof GraphAttributeMapping>) {
  const kinds = { Attribute: 'attribute', Constant: 'constant', Function: 'function' } as const;
  return {
    source: mapping.source.expression ?? mapping.source.name ?? '',
    sourceKind: kinds[mapping.source.type as keyof typeof kinds] ?? ('attribute' as const),
    target: mapping.targetAttributeName,
    matchingPrecedence: mapping.matchingPriority ?? 0,
    apply: mapping.flowType ?? 'Always',
  };
}

/** Minutes of an ISO 8601 duration; undefined for the "never" of a job that is not scheduled. */
function minutesOf(duration: string | null | undefined): number | undefined {
  const match = /^P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration ?? '');
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60;
  return total > 0 && total < 10_080 ? total : undefined;
}

/** Undefined for the year 1 that Graph writes for "never". */
function isoOf(date: string | null | undefined): string | undefined {
  if (!date || date.startsWith('0001-')) return undefined;
  return new Date(date).toISOString();
}
