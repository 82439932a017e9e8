import { nextStep, STEPS, type Step } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { AppError } from '#lib/platform/errors.ts';
import { CAUSES } from '#lib/probe/diagnosis/causes.ts';
import { CATALOGUE } from '#lib/probe/catalogue/catalogue.ts';
import { queueForecast, type QueueWeek } from '#lib/rules/queue-forecast.ts';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { templateById } from '#lib/templates/known-templates.ts';
import { startOf } from '../contract.ts';
import type { CountedFigures, Figures, KeptFailure } from '../ports.ts';
import { FiguresFilter, ProgramFigures, STAGES } from './contract.ts';

type Ports = { figures: Figures };

const DAY_MS = 86_400_000;
/** Nobody has moved it on for so long. */
const STUCK_AFTER_DAYS = 7;
const MOST_STUCK = 50;
const WEEKS = 8;
/** Counted anew at the latest after this, also when no worker is there to do it. */
const FRESH_FOR_MS = 15 * 60_000;

/** The figures as last counted; counted now when they never were, or not for long. */
export async function readFigures(ports: Ports, filter: FiguresFilter): Promise<ProgramFigures> {
  const kept = await ports.figures.kept(keyOf(filter));
  const isFresh = kept && Date.now() - kept.countedAt.getTime() < FRESH_FOR_MS;
  // What an older version of the portal has kept may have another form.
  const known = isFresh ? ProgramFigures.safeParse(kept.figures) : undefined;
  return known?.success ? known.data : countFigures(ports, filter);
}

/** Counts them now and keeps them. */
export async function countFigures({ figures }: Ports, filter: FiguresFilter): Promise<ProgramFigures> {
  const { cohort, time } = filter;
  const cohortName = cohort && (await figures.cohortName(cohort));
  if (cohort && !cohortName) throw new AppError('not-found', 'This cohort does not exist any more.');
  const now = new Date();
  const counted = await figures.count({
    ...{ now, cohort, weeks: WEEKS, mostStuck: MOST_STUCK },
    after: startOf(time, now),
    stuckSince: new Date(now.getTime() - STUCK_AFTER_DAYS * DAY_MS),
  });
  const told = { filter: { cohort, time, cohortName }, countedAt: now.toISOString(), ...inWords(counted, now) };
  await figures.keep(keyOf(filter), told, now);
  return told;
}

/**
 * Counts every choice anew that somebody has looked at, the one counted longest ago first, as far as the time allows;
 * those of cohorts that are gone are forgotten.
 */
export async function recountFigures(ports: Ports, { until }: { until: Date }): Promise<void> {
  const usual = keyOf({ time: '90' });
  const kept = await ports.figures.keptKeys();
  for (const key of kept.includes(usual) ? kept : [usual, ...kept]) {
    if (Date.now() > until.getTime()) return;
    try {
      await countFigures(ports, filterOf(key));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
      await ports.figures.forget(key);
    }
  }
}

const keyOf = ({ cohort, time }: FiguresFilter): string => `${time}/${cohort ?? 'all'}`;

function filterOf(key: string): FiguresFilter {
  const [time, cohort] = key.split('/');
  return FiguresFilter.parse({ time, ...(cohort === 'all' ? {} : { cohort }) });
}

function inWords(counted: CountedFigures, now: Date): Omit<ProgramFigures, 'filter' | 'countedAt'> {
  const { stages, stepTimes, stuck, failures, firstRuns, causes } = counted;
  return {
    funnel: STAGES.map((stage) => ({
      ...{ stage, title: STAGE_WORDS[stage] },
      onboardings: stages.find((row) => row.stage === stage)?.onboardings ?? 0,
    })),
    stepTimes: STEPS.flatMap((step) => {
      const row = stepTimes.find((one) => one.step === step);
      if (!row) return [];
      const { onboardings, medianHours, p90Hours } = row;
      return [
        {
          step,
          title: STEP_WORDS[step].title,
          onboardings,
          medianHours: tenths(medianHours),
          p90Hours: tenths(p90Hours),
        },
      ];
    }),
    stuck: { afterDays: STUCK_AFTER_DAYS, total: stuck.total, rows: stuck.rows.map((row) => stuckRow(row, now)) },
    failures: failures
      .map((cell) => ({ ...cell, templateTitle: templateTitle(cell.template) }))
      .sort((one, other) => placeOf(one.test) - placeOf(other.test) || one.template.localeCompare(other.template)),
    firstRuns,
    causes: causes.map((row) => ({ ...row, title: causeTitle(row.cause) })),
    review: reviewInWords(counted.review, now),
  };
}

const STAGE_WORDS: Record<(typeof STAGES)[number], string> = {
  started: 'Started',
  'check-requirements': 'Requirements',
  'create-application': 'Application',
  'configure-provisioning': 'Provisioning',
  'deploy-logic-app': 'Logic App',
  'run-validation': 'Validation',
  submitted: 'Handed in',
  published: 'Published',
};

function stuckRow(row: CountedFigures['stuck']['rows'][number], now: Date) {
  const { onboardingId, tenantName, applicationName, since, failures } = row;
  const step = nextStep(new Set(row.completed as Step[])) ?? 'request-publishing';
  const newest = failures.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  return {
    ...{ onboardingId, tenantName, applicationName, since: since.toISOString() },
    step: STEP_WORDS[step].title,
    days: Math.floor((now.getTime() - since.getTime()) / DAY_MS),
    why: newest ? failureWords(newest) : 'Nothing has failed: nobody has gone on since.',
  };
}

function failureWords({ of, words }: KeptFailure): string {
  if (of === 'probe') return `The probe found: ${causeTitle(words)}`;
  return of === 'run' ? `The last run: ${words}` : words;
}

function reviewInWords({ weeks: counted, oldestWaitingSince, ...rest }: CountedFigures['review'], now: Date) {
  const { medianHoursToDecide: median, p90HoursToDecide: p90 } = rest;
  const weeks = Array.from({ length: WEEKS }, (_, index): QueueWeek => {
    const ago = WEEKS - 1 - index;
    const { arrived = 0, decided = 0 } = counted.find((week) => week.ago === ago) ?? {};
    return { week: dayOf(new Date(now.getTime() - (ago + 1) * 7 * DAY_MS)), arrived, decided };
  });
  return {
    ...rest,
    ...(median === undefined ? {} : { medianHoursToDecide: tenths(median) }),
    ...(p90 === undefined ? {} : { p90HoursToDecide: tenths(p90) }),
    oldestWaitingSince: oldestWaitingSince?.toISOString(),
    weeks,
    forecast: queueForecast(rest.waiting, weeks),
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const tenths = (value: number): number => Math.round(value * 10) / 10;
const placeOf = (test: string): number => (TESTS as readonly string[]).indexOf(test);

function templateTitle(id: string): string {
  const template = templateById(id);
  if (!template) return id;
  return `${template.publisher === 'portal' ? 'Portal’s edition' : 'Microsoft’s template'} ${template.version}`;
}

/** A cause that is none of those known is a check that failed without one. */
function causeTitle(id: string): string {
  const check = CATALOGUE.find((entry) => entry.id === id);
  return (
    CAUSES.find((cause) => cause.id === id)?.title ?? (check ? `Failed without a known cause: ${check.title}` : id)
  );
}
