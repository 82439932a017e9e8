'use client';

import type { ReactNode } from 'react';
import type { ProgramFigures, TableId, FigureTable } from '#lib/program/figures/contract.ts';
import { useSaveFigures } from '#lib/queries/program.ts';
import { ProblemCard } from '#components/layout/problem-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Moment } from '#components/ui/moment.tsx';

/** One figure: what it counts in a sentence, its picture, and the same numbers as a table and as CSV. */
export function FigureCard({
  figures,
  tables,
  about,
  isWide,
  isTableShown,
  children,
}: {
  figures: ProgramFigures;
  /** The first one names the card. */
  tables: [FigureTable, ...FigureTable[]];
  about: ReactNode;
  isWide?: boolean;
  /** The picture is the first table. */
  isTableShown?: boolean;
  children?: ReactNode;
}) {
  const [{ title }] = tables;
  return (
    <Card title={title} className={isWide ? 'min-w-0 lg:col-span-2' : 'min-w-0'}>
      <p className="mb-3 text-ink-soft">{about}</p>
      {children}
      <div className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
        {tables.map((table, index) =>
          isTableShown && index === 0 ? null : (
            <Disclosure key={table.id} title={`${table.title} as a table`}>
              <TableOf table={table} />
            </Disclosure>
          ),
        )}
        <Saves figures={figures} tables={tables} />
      </div>
    </Card>
  );
}

export function TableOf({ table }: { table: FigureTable }) {
  if (table.rows.length === 0) return <p className="text-ink-soft">There is nothing to count yet.</p>;
  return (
    <DataTable<{ id: string; cells: FigureTable['rows'][number] }>
      label={`${table.title}, table`}
      rows={table.rows.map((cells, index) => ({ id: String(index), cells }))}
      rowKey={({ id }) => id}
      columns={table.head.map((header, index) => ({
        header,
        cell: ({ cells }) => <CellOf cell={cells[index] ?? ''} />,
      }))}
    />
  );
}

const IS_MOMENT = /^\d{4}-\d\d-\d\dT/;

function CellOf({ cell }: { cell: string | number }) {
  return typeof cell === 'string' && IS_MOMENT.test(cell) ? <Moment at={cell} /> : cell;
}

function Saves({ figures, tables }: { figures: ProgramFigures; tables: FigureTable[] }) {
  const { cohort, time } = figures.filter;
  const save = useSaveFigures({ cohort, time });
  const saveTable = (table: TableId) => save.mutate({ format: 'csv', table });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {tables.map(({ id, title }) => (
          <Button
            key={id}
            look="quiet"
            aria-label={`Save as CSV: ${title}`}
            isBusy={save.isPending && save.variables.format === 'csv' && save.variables.table === id}
            onPress={() => saveTable(id)}
          >
            {tables.length === 1 ? 'Save as CSV' : `Save as CSV: ${title}`}
          </Button>
        ))}
      </div>
      {save.error && <ProblemCard error={save.error} />}
    </>
  );
}
