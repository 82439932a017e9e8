'use client';

import { type ProgramFigures, percent, tablesOf } from '#lib/program/figures/contract.ts';
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
  const most = causes[0]?.onboardings ?? 0;
  return (
    <FigureCard
      figures={figures}
      tables={[tablesOf(figures).causes]}
      about="Causes that probes of this time found, by how many onboardings have them."
    >
      {causes.length === 0 ? (
        <p>No probe has found anything yet.</p>
      ) : (
        <ol className="flex flex-col gap-2.5">
          {causes.map(({ cause, title, onboardings }) => (
            <li key={cause}>
              <span className="flex justify-between gap-4">
                <span className="min-w-0">{title}</span>
                <span className="font-medium">{onboardings}</span>
              </span>
              <span aria-hidden className="mt-1 block h-2 overflow-hidden rounded-full bg-sunken">
                <span className="block h-full bg-warn" style={{ width: `${percent(onboardings, most)}%` }} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </FigureCard>
  );
}
