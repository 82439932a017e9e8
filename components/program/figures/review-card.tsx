'use client';

import { type ProgramFigures, tablesOf } from '#lib/program/figures/contract.ts';
import { Facts } from '#components/ui/facts.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { StandingBars } from './chart.tsx';
import { FigureCard } from './figure-card.tsx';

type Review = ProgramFigures['review'];

export function ReviewCard({ figures }: { figures: ProgramFigures }) {
  const { review } = figures;
  const tables = tablesOf(figures);
  return (
    <FigureCard
      figures={figures}
      tables={[tables.review, tables.forecast, tables['review-weeks']]}
      about="How the queue stands now, how long decisions of this time took, and the last eight weeks, each of seven days until now."
      isWide
    >
      <div className="grid gap-6 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Facts facts={factsOf(review)} />
          <p>
            <span className="block font-medium">Forecast</span>
            <span className="text-ink-soft">{forecastWords(review)}</span>
          </p>
        </div>
        <StandingBars
          label={`Bar chart: ${review.weeks
            .map(({ week, arrived, decided }) => `week of ${week}, ${arrived} came in, ${decided} decided`)
            .join('; ')}`}
          rows={review.weeks.map(({ week, arrived, decided }) => ({ title: week.slice(5), arrived, decided }))}
          series={[
            { key: 'arrived', name: 'Came in', colour: 'var(--line-strong)' },
            { key: 'decided', name: 'Decided', colour: 'var(--accent)' },
          ]}
        />
      </div>
    </FigureCard>
  );
}

function factsOf({ waiting, withIsv, oldestWaitingSince, decisions, ...times }: Review): [string, React.ReactNode][] {
  const { medianHoursToDecide: median, p90HoursToDecide: p90 } = times;
  return [
    ['Waiting for reviewers', waiting],
    ['With the ISV', withIsv],
    ['Oldest waiting', oldestWaitingSince ? <Moment at={oldestWaitingSince} /> : 'None'],
    ['Decisions', decisions],
    [
      'Time to decide',
      median === undefined ? 'Not known yet' : `median ${median} h, 90th percentile ${p90 ?? median} h`,
    ],
  ];
}

/** No more certain than it is. */
export function forecastWords({ forecast }: Review): string {
  if (forecast.kind === 'unknown') {
    return `Too little to say: ${forecast.decided} decided in eight weeks, at least ${forecast.needed} are needed.`;
  }
  const wait = `If reviewers go on as in these eight weeks, a request that comes in now waits about ${weeksWords(forecast.waitWeeks)}.`;
  if (forecast.kind === 'shrinks') {
    return `${wait} The queue is empty in about ${weeksWords(forecast.emptyInWeeks)}.`;
  }
  if (forecast.perWeek === 0) return `${wait} The queue stays as long as it is.`;
  return `${wait} The queue grows by ${forecast.perWeek} a week.`;
}

const weeksWords = (weeks: number): string => (weeks === 1 ? '1 week' : `${weeks} weeks`);
