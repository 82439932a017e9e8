'use client';

import { type ProgramFigures, tablesOf } from '#lib/program/figures/contract.ts';
import { useBeginning } from '#components/ui/beginning.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { FigureCard } from './figure-card.tsx';

export function StuckCard({ figures }: { figures: ProgramFigures }) {
  const { total, afterDays, rows } = figures.stuck;
  const { shown, rest } = useBeginning(rows, { atFirst: 10, label: 'Who is stuck' });
  const isCut = total > rows.length;
  const about = `The ISV has the next step and has not gone on for ${afterDays} days, whenever it started. ${
    isCut ? `${total} stand so; these ${rows.length} for longest.` : ''
  }`;
  const tables = tablesOf(figures);
  return (
    <FigureCard figures={figures} tables={[tables.stuck, tables['stuck-total']]} about={about} isWide isTableShown>
      {rows.length === 0 ? (
        <p>Nobody is stuck.</p>
      ) : (
        <DataTable
          label="Who is stuck"
          rows={shown}
          rowKey={(row) => row.onboardingId}
          columns={[
            { header: 'Tenant', cell: (row) => row.tenantName },
            { header: 'Application', cell: (row) => row.applicationName },
            { header: 'Step', cell: (row) => row.step },
            { header: 'Since', cell: (row) => <Moment at={row.since} /> },
            { header: 'Why', cell: (row) => row.why, isWide: true },
          ]}
        />
      )}
      {rest && <div className="mt-2">{rest}</div>}
    </FigureCard>
  );
}
