'use client';

import { type ProgramFigures, tablesOf } from '#lib/program/figures/contract.ts';
import { LyingBars } from './chart.tsx';
import { FigureCard } from './figure-card.tsx';

export function FunnelCard({ figures }: { figures: ProgramFigures }) {
  const { funnel } = figures;
  const table = tablesOf(figures).funnel;
  return (
    <FigureCard
      figures={figures}
      tables={[table]}
      about="How many of the onboardings that were started in this time completed each step."
    >
      <LyingBars
        label={`Bar chart: ${funnel.map(({ title, onboardings }) => `${title} ${onboardings}`).join(', ')}`}
        rows={funnel.map(({ title, onboardings }) => ({ title, onboardings }))}
        series={[{ key: 'onboardings', name: 'Onboardings', colour: 'var(--accent)' }]}
      />
    </FigureCard>
  );
}

export function StepTimesCard({ figures }: { figures: ProgramFigures }) {
  const { stepTimes } = figures;
  const table = tablesOf(figures)['step-times'];
  const about = 'Hours from the end of the step before to the end of this one, for onboardings started in this time.';
  return (
    <FigureCard figures={figures} tables={[table]} about={about}>
      {stepTimes.length === 0 ? (
        <p>Nobody has completed a step yet.</p>
      ) : (
        <LyingBars
          label={`Bar chart: ${stepTimes
            .map((row) => `${row.title}, median ${row.medianHours} hours, 90th percentile ${row.p90Hours} hours`)
            .join('; ')}`}
          rows={stepTimes.map(({ title, medianHours, p90Hours }) => ({ title, medianHours, p90Hours }))}
          series={[
            { key: 'medianHours', name: 'Median', colour: 'var(--accent)' },
            { key: 'p90Hours', name: '90th percentile', colour: 'var(--line-strong)' },
          ]}
        />
      )}
    </FigureCard>
  );
}
