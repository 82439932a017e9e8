'use client';

import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Column<Row> = { header: string; cell: (row: Row) => ReactNode; isWide?: boolean };
const features = tableFeatures({});

/** A plain table; a wide one scrolls inside itself, by keyboard too. */
export function DataTable<Row extends object>({
  label,
  rows,
  columns,
  rowKey,
}: {
  label: string;
  rows: Row[];
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
}) {
  const definitions: ColumnDef<typeof features, Row>[] = columns.map(({ header, cell }) => ({
    id: header,
    header,
    cell: ({ row }) => cell(row.original),
  }));
  const table = useTable({ features, data: rows, columns: definitions, getRowId: rowKey });
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={label}
      className="relative overflow-x-auto rounded-lg border border-line"
    >
      <table className="w-full border-collapse text-left text-[0.92rem]">
        <thead className="bg-sunken text-[0.85rem] text-ink-soft">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                  {header.column.id}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-t border-line align-top">
              {columns.map((column) => (
                <td key={column.header} className={classNames('px-3 py-2', column.isWide && 'min-w-64')}>
                  {column.cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
