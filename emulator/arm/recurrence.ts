import type { WorkflowDefinition } from '../core/siblings.ts';
import type { Arm } from './context.ts';
import type { Workflow } from './state.ts';
import { startRun } from './start-run.ts';
import { requireVersion } from './workflow-wire.ts';

const DAY_MS = 86_400_000;
/** Node's timers hold no longer delay than about 24.8 days. */
const LONGEST_TIMER_MS = 20 * DAY_MS;
/** Enabling is seen by the scheduler a moment later. */
const FIRST_FIRE_MS = 1_000;
const UNIT_MS: Record<string, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** What a recurrence may say that is not evaluated here. */
export const UNSUPPORTED_RECURRENCE = ['schedule', 'endTime', 'timeZone'] as const;
type Recurrence = { frequency?: string; interval?: number; startTime?: string } & {
  [name in (typeof UNSUPPORTED_RECURRENCE)[number]]?: unknown;
};

/**
 * Fires Recurrence triggers of enabled workflows.
 * https://learn.microsoft.com/azure/connectors/connectors-native-recurrence
 */
export function createRecurrences(arm: Arm) {
  const { core, state } = arm;
  const timers = new Map<string, () => void>();

  /** The workflow has just become enabled: a trigger without a start time fires at once if the knob says so. */
  function start(workflow: Workflow): void {
    stop(workflow.id);
    for (const [name, recurrence] of recurrencesOf(arm, workflow)) plan(workflow.id, name, firstFire(recurrence));
  }

  /** The workflow stays enabled under a new definition: each trigger keeps its next time. */
  function replan(workflow: Workflow): void {
    stop(workflow.id);
    for (const [name, recurrence] of recurrencesOf(arm, workflow)) {
      plan(workflow.id, name, upcoming(workflow.nextFireAt[name]) ?? nextFire(recurrence));
    }
  }

  function stop(key: string): void {
    for (const [id, cancel] of timers) {
      if (!id.startsWith(`${key} `)) continue;
      cancel();
      timers.delete(id);
    }
  }

  function plan(key: string, trigger: string, at: Date): void {
    const workflow = state.workflows.get(key);
    if (!workflow || core.stopping.aborted) return;
    state.workflows.update(key, { nextFireAt: { ...workflow.nextFireAt, [trigger]: at.toISOString() } });
    wait(key, trigger, at);
  }

  function wait(key: string, trigger: string, at: Date): void {
    const remainingMs = Math.max(0, at.getTime() - core.clock.now().getTime());
    const stepMs = Math.min(remainingMs, LONGEST_TIMER_MS);
    const due = () => (remainingMs > stepMs ? wait(key, trigger, at) : fire(key, trigger));
    timers.set(`${key} ${trigger}`, core.clock.after(stepMs * core.clock.scale, due));
  }

  function fire(key: string, trigger: string): void {
    timers.delete(`${key} ${trigger}`);
    const workflow = state.workflows.get(key);
    if (workflow?.state !== 'Enabled' || core.stopping.aborted) return;
    const recurrence = recurrencesOf(arm, workflow).get(trigger);
    if (!recurrence) return;
    startRun(arm, workflow, { triggerName: trigger });
    plan(key, trigger, nextFire(recurrence));
  }

  function firstFire(recurrence: Recurrence): Date {
    const startsAt = recurrence.startTime ? upcoming(recurrence.startTime) : undefined;
    if (startsAt) return startsAt;
    const firesNow = core.knobs.recurrenceFiresOnEnable && !recurrence.startTime;
    return firesNow ? after(FIRST_FIRE_MS) : nextFire(recurrence);
  }

  function nextFire(recurrence: Recurrence): Date {
    return after(intervalMs(recurrence, core.clock.now()));
  }

  function upcoming(moment: string | undefined): Date | undefined {
    const at = new Date(moment ?? Number.NaN);
    return at > core.clock.now() ? at : undefined;
  }

  function after(durationMs: number): Date {
    return new Date(core.clock.now().getTime() + core.clock.wallMs(durationMs));
  }

  core.stopping.addEventListener('abort', () => timers.forEach((cancel) => cancel()));
  for (const workflow of state.workflows.find((one) => one.state === 'Enabled')) replan(workflow);
  return { start, replan, stop };
}
export type Recurrences = ReturnType<typeof createRecurrences>;

export function recurrenceOf(trigger: WorkflowDefinition['triggers'][string] | undefined): Recurrence | undefined {
  return trigger?.type.toLowerCase() === 'recurrence' ? (trigger.recurrence as Recurrence | undefined) : undefined;
}

function recurrencesOf(arm: Arm, { versionId }: Workflow): Map<string, Recurrence> {
  const { triggers } = requireVersion(arm, versionId).definition;
  const found = Object.entries(triggers).map(([name, trigger]) => [name, recurrenceOf(trigger)] as const);
  return new Map(found.filter((one): one is [string, Recurrence] => one[1] !== undefined));
}

/** Emulated milliseconds to the next occurrence; months are those of the calendar. */
export function intervalMs({ frequency = 'Month', interval = 1 }: Recurrence, now: Date): number {
  const unit = UNIT_MS[frequency.toLowerCase()];
  if (unit) return unit * interval;
  const months = frequency.toLowerCase() === 'year' ? interval * 12 : interval;
  const next = new Date(now);
  next.setUTCMonth(next.getUTCMonth() + months);
  return next.getTime() - now.getTime();
}
