import { STEPS } from '#lib/journey/steps.ts';
import { STEP_WORDS } from '#lib/journey/step-words.ts';
import { csvOf } from '../csv.ts';
import { percent, type ProgramFigures } from '../figures/contract.ts';
import type { FileToSave } from '../figures/export.ts';
import { readFigures } from '../figures/figures.ts';
import type { Figures } from '../ports.ts';
import { comparisonCells, comparisonHead, type Comparison, type ComparisonAsk } from './contract.ts';

type Ports = { figures: Figures };
type Cell = number | string | undefined;

/** Two cohorts side by side, each by its figures as last counted. */
export async function compareCohorts(ports: Ports, { one, other, time }: ComparisonAsk): Promise<Comparison> {
  const first = await readFigures(ports, { cohort: one, time });
  const second = await readFigures(ports, { cohort: other, time });
  const right = new Map(figuresOf(second));
  return {
    ...{ time, one: side(one, first), other: side(other, second) },
    rows: figuresOf(first).map(([figure, left]) => ({ figure, one: left, other: right.get(figure) })),
  };
}

export async function exportComparison(ports: Ports, ask: ComparisonAsk, format: 'csv' | 'json'): Promise<FileToSave> {
  const comparison = await compareCohorts(ports, ask);
  const name = `cohorts-${comparison.one.countedAt.slice(0, 10)}.${format}`;
  if (format === 'json') return { name, type: 'application/json', text: `${JSON.stringify(comparison, null, 2)}\n` };
  return {
    name,
    type: 'text/csv; charset=utf-8',
    text: csvOf(comparisonHead(comparison), comparisonCells(comparison)),
  };
}

function side(cohortId: string, { filter, countedAt }: ProgramFigures): Comparison['one'] {
  return { cohortId, name: filter.cohortName ?? '', countedAt };
}

/** The same figures of every cohort, in the same order. */
function figuresOf({ funnel, stepTimes, firstRuns, stuck, causes }: ProgramFigures): [string, Cell][] {
  const [started, ...stages] = funnel;
  const ofStarted = (onboardings: number) => share(onboardings, started?.onboardings ?? 0);
  return [
    [started?.title ?? 'Started', started?.onboardings],
    ...stages.flatMap(({ title, onboardings }): [string, Cell][] => [
      [title, onboardings],
      [`${title}, % of those who started`, ofStarted(onboardings)],
    ]),
    ...STEPS.flatMap((step): [string, Cell][] => {
      const times = stepTimes.find((one) => one.step === step);
      const { title } = STEP_WORDS[step];
      return [
        [`${title}, median, hours`, times?.medianHours],
        [`${title}, 90th percentile, hours`, times?.p90Hours],
      ];
    }),
    ['Judged first runs', firstRuns.onboardings],
    ['Passed with the first run', firstRuns.passed],
    ['Passed with the first run, %', share(firstRuns.passed, firstRuns.onboardings)],
    ['Stuck', stuck.total],
    ['Cause most often found', causes[0]?.title],
  ];
}

const share = (part: number, whole: number) => (whole === 0 ? undefined : percent(part, whole));
