'use client';

import { type ProgramFigures, percent, tablesOf } from '#lib/program/figures/contract.ts';
import { FigureCard } from './figure-card.tsx';

type Cell = ProgramFigures['failures'][number];

/** How often each test failed, by template version: the more, the deeper the colour; the number says it too. */
export function FailureMap({ figures }: { figures: ProgramFigures }) {
  const { failures } = figures;
  const table = tablesOf(figures).failures;
  const about =
    'Of the tests that were judged in runs of this time. Not proven counts as failed; skipped does not count.';
  return (
    <FigureCard figures={figures} tables={[table]} about={about} isWide>
      {failures.length === 0 ? <p>No run has been judged yet.</p> : <HeatMap cells={failures} label={table.title} />}
    </FigureCard>
  );
}

function HeatMap({ cells, label }: { cells: Cell[]; label: string }) {
  const templates = [...new Map(cells.map((cell) => [cell.template, cell.templateTitle]))];
  const tests = [...new Map(cells.map((cell) => [cell.test, cell.testTitle]))];
  return (
    <div tabIndex={0} role="region" aria-label={`${label}, map`} className="relative overflow-x-auto">
      <table className="w-full border-separate border-spacing-1 text-left text-[0.92rem]">
        <thead>
          <tr>
            <th scope="col" className="px-2 py-1 font-medium text-ink-soft">
              Test
            </th>
            {templates.map(([id, title]) => (
              <th key={id} scope="col" className="px-2 py-1 font-medium text-ink-soft">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tests.map(([test, title]) => (
            <tr key={test}>
              <th scope="row" className="px-2 py-1.5 font-normal whitespace-nowrap">
                {title}
              </th>
              {templates.map(([template]) => (
                <Square key={template} cell={cells.find((one) => one.test === test && one.template === template)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** At most so deep that the words stay readable on it. */
const DEEPEST = 38;

function Square({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <td className="rounded-md bg-sunken px-2 py-1.5 text-ink-faint">not run</td>;
  const share = percent(cell.failed, cell.judged);
  const depth = Math.round((share / 100) * DEEPEST);
  const background = share === 0 ? 'var(--ok-soft)' : `color-mix(in oklab, var(--bad) ${depth + 6}%, var(--surface))`;
  return (
    <td className="rounded-md px-2 py-1.5 whitespace-nowrap" style={{ background }}>
      <span className="font-medium">{`${share} %`}</span>{' '}
      <span className="ml-1 text-[0.85rem]">{`${cell.failed} of ${cell.judged}`}</span>
    </td>
  );
}
