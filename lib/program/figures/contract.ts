import { z } from 'zod';
import { STEPS } from '#lib/journey/steps.ts';
import { ProgramScope, TIMES } from '../contract.ts';

export const FiguresFilter = ProgramScope.extend({ time: z.enum(TIMES).default('90') });
export type FiguresFilter = z.infer<typeof FiguresFilter>;

const count = z.number().int().nonnegative();
export const STAGES = [
  'started',
  'check-requirements',
  'create-application',
  'configure-provisioning',
  'deploy-logic-app',
  'run-validation',
  'submitted',
  'published',
] as const;
export const Stage = z.enum(STAGES);
/** Started, or its step completed, or handed in, or published. */
export const FunnelRow = z.object({ stage: Stage, title: z.string(), onboardings: count });
export const StepTime = z.object({
  step: z.enum(STEPS),
  title: z.string(),
  onboardings: count,
  medianHours: z.number(),
  p90Hours: z.number(),
});
export const StuckRow = z.object({
  onboardingId: z.uuid(),
  tenantName: z.string(),
  applicationName: z.string(),
  /** The step it stands at. */
  step: z.string(),
  since: z.iso.datetime(),
  days: count,
  /** The newest thing that failed, in plain words. */
  why: z.string(),
});
export const FailureCell = z.object({
  template: z.string(),
  templateTitle: z.string(),
  test: z.string(),
  testTitle: z.string(),
  judged: count,
  failed: count,
});
export const CauseRow = z.object({ cause: z.string(), title: z.string(), onboardings: count, probes: count });
export const ReviewWeek = z.object({ week: z.iso.date(), arrived: count, decided: count });
export const Forecast = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unknown'), decided: count, needed: count }),
  z.object({ kind: z.literal('grows'), perWeek: z.number(), waitWeeks: z.number() }),
  z.object({
    kind: z.literal('shrinks'),
    perWeek: z.number(),
    waitWeeks: z.number(),
    emptyInWeeks: z.number(),
  }),
]);

/** Everything the page, its tables and its exports show: they all read the numbers from here. */
export const ProgramFigures = z.object({
  filter: FiguresFilter.extend({ cohortName: z.string().optional() }),
  countedAt: z.iso.datetime(),
  funnel: z.array(FunnelRow),
  stepTimes: z.array(StepTime),
  /** Onboardings that nobody has moved on for so many days; the longest standing ones of `total`. */
  stuck: z.object({ afterDays: count, total: count, rows: z.array(StuckRow) }),
  failures: z.array(FailureCell),
  firstRuns: z.object({ onboardings: count, passed: count }),
  causes: z.array(CauseRow),
  review: z.object({
    waiting: count,
    withIsv: count,
    oldestWaitingSince: z.iso.datetime().optional(),
    decisions: count,
    medianHoursToDecide: z.number().optional(),
    p90HoursToDecide: z.number().optional(),
    weeks: z.array(ReviewWeek),
    forecast: Forecast,
  }),
});
export type ProgramFigures = z.infer<typeof ProgramFigures>;

export const TABLE_IDS = [
  'funnel',
  'step-times',
  'stuck',
  'stuck-total',
  'failures',
  'first-runs',
  'causes',
  'review-weeks',
  'review',
  'forecast',
] as const;
export type TableId = (typeof TABLE_IDS)[number];
export const ExportQuery = FiguresFilter.extend({
  format: z.enum(['csv', 'json']).default('json'),
  /** Of CSV: which table. */
  table: z.enum(TABLE_IDS).default('funnel'),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

export type Cell = string | number;
/** What a chart shows, as rows: the page's table and the CSV are both made of it. */
export type FigureTable = { id: TableId; title: string; head: string[]; rows: Cell[][] };

/** Every figure as a table, in the order of the page. */
export function tablesOf(figures: ProgramFigures): Record<TableId, FigureTable> {
  const { funnel, stepTimes, stuck, failures, firstRuns, causes, review } = figures;
  const table = (id: TableId, title: string, head: string[], rows: Cell[][]): FigureTable => ({
    id,
    title,
    head,
    rows,
  });
  return {
    funnel: table(
      'funnel',
      'How far onboardings came',
      ['Stage', 'Onboardings', 'Of those who started, %'],
      funnel.map(({ title, onboardings }) => [title, onboardings, percent(onboardings, funnel[0]?.onboardings ?? 0)]),
    ),
    'step-times': table(
      'step-times',
      'Time in each step',
      ['Step', 'Onboardings', 'Median, hours', '90th percentile, hours'],
      stepTimes.map((row) => [row.title, row.onboardings, row.medianHours, row.p90Hours]),
    ),
    stuck: table(
      'stuck',
      'Who is stuck',
      ['Tenant', 'Application', 'Step', 'Since', 'Days', 'Why'],
      stuck.rows.map((row) => [row.tenantName, row.applicationName, row.step, row.since, row.days, row.why]),
    ),
    'stuck-total': table(
      'stuck-total',
      'How many are stuck',
      ['Nobody has gone on for, days', 'Onboardings', 'Of those in the list'],
      [[stuck.afterDays, stuck.total, stuck.rows.length]],
    ),
    failures: table(
      'failures',
      'Failures by test and template version',
      ['Test', 'Template', 'Judged', 'Failed', 'Failed, %'],
      failures.map((cell) => [
        ...[cell.testTitle, cell.templateTitle, cell.judged, cell.failed],
        percent(cell.failed, cell.judged),
      ]),
    ),
    'first-runs': table(
      'first-runs',
      'First runs',
      ['Onboardings with a judged run', 'Passed with the first', 'Passed, %'],
      [[firstRuns.onboardings, firstRuns.passed, percent(firstRuns.passed, firstRuns.onboardings)]],
    ),
    causes: table(
      'causes',
      'What probes find most often',
      ['Cause', 'Onboardings', 'Probes'],
      causes.map((row) => [row.title, row.onboardings, row.probes]),
    ),
    'review-weeks': table(
      'review-weeks',
      'Review by week',
      ['Week of', 'Came in', 'Decided'],
      review.weeks.map((row) => [row.week, row.arrived, row.decided]),
    ),
    review: table(
      'review',
      'Review queue',
      ['Figure', 'Value'],
      [
        ['Waiting for reviewers', review.waiting],
        ['With the ISV', review.withIsv],
        ['Oldest waiting since', review.oldestWaitingSince ?? ''],
        ['Decisions', review.decisions],
        ['Median time to decide, hours', review.medianHoursToDecide ?? ''],
        ['90th percentile of the time to decide, hours', review.p90HoursToDecide ?? ''],
      ],
    ),
    forecast: table('forecast', 'Forecast of the queue', ['Figure', 'Value'], forecastRows(review.forecast)),
  };
}

function forecastRows(forecast: z.infer<typeof Forecast>): Cell[][] {
  if (forecast.kind === 'unknown') {
    return [
      ['Decided in eight weeks', forecast.decided],
      ['Needed for a forecast', forecast.needed],
    ];
  }
  return [
    ['Wait of a request that comes in now, weeks', forecast.waitWeeks],
    [forecast.kind === 'grows' ? 'The queue grows in a week by' : 'The queue shrinks in a week by', forecast.perWeek],
    ...(forecast.kind === 'shrinks' ? [['The queue is empty in, weeks', forecast.emptyInWeeks]] : []),
  ];
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}
