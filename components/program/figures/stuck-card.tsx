'use client';

import { type ProgramFigures, tablesOf } from '#lib/program/figures/contract.ts';
import { DataTable } from '#components/ui/data-table.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { FigureCard } from './figure-card.tsx';

export function StuckCard({ figures }: { figures: ProgramFigures }) {
  const { total, afterDays, rows } = figures.stuck;
  const isCut = total > rows.length;
  const about = `The ISV has the next step and has not gone on for ${afterDays} days. ${
    isCut ? `${total} stand so; these ${rows.length} for longest.` : ''
  }`;
  return (
    <FigureCard figures={figures} tables={[tablesOf(figures).stuck]} about={about} isWide isTableShown>
      {rows.length === 0 ? (
        <p>Nobody is stuck.</p>
      ) : (
        <DataTable
          label="Who is stuck"
          rows={rows}
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
    </FigureCard>
  );
}
