'use client';

import { type ProgramFigures, percent, tablesOf } from '#lib/program/figures/contract.ts';
import { LyingBars } from './chart.tsx';
import { FigureCard } from './figure-card.tsx';

export function FirstRunsCard({ figures }: { figures: ProgramFigures }) {
  const { onboardings, passed } = figures.firstRuns;
  const share = percent(passed, onboardings);
  return (
    <FigureCard
      figures={figures}
      tables={[tablesOf(figures)['first-runs']]}
      about="Onboardings whose first judged run, in this time, was ready at once."
    >
      {onboardings === 0 ? (
        <p>No run has been judged yet.</p>
      ) : (
        <>
          <p className="text-3xl font-semibold">{`${share} %`}</p>
          <p className="text-ink-soft">{`${passed} of ${onboardings} passed with their first run.`}</p>
          <div
            role="img"
            aria-label={`Bar: ${share} % passed`}
            className="mt-3 h-2.5 overflow-hidden rounded-full bg-sunken"
          >
            <div className="h-full bg-ok" style={{ width: `${share}%` }} />
          </div>
        </>
      )}
    </FigureCard>
  );
}

export function CausesCard({ figures }: { figures: ProgramFigures }) {
  const { causes } = figures;
  return (
    <FigureCard
      figures={figures}
      tables={[tablesOf(figures).causes]}
      about="Causes that probes of this time found, by how many onboardings have them."
    >
      {causes.length === 0 ? (
        <p>No probe has found anything yet.</p>
      ) : (
        <LyingBars
          label={`Bar chart: ${causes.map(({ title, onboardings }) => `${title} ${onboardings}`).join('; ')}`}
          rows={causes.map(({ title, onboardings }) => ({ title, onboardings }))}
          series={[{ key: 'onboardings', name: 'Onboardings', colour: 'var(--warn)' }]}
        />
      )}
    </FigureCard>
  );
}
