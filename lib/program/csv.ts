import { stringify } from 'csv-stringify/sync';

type Cell = string | number | undefined;

/** A table as CSV that spreadsheets open as it is. A cell that one of them would take for a formula is defused. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify(
    [head, ...rows].map((row) => row.map((cell) => (cell === undefined ? '' : cell))),
    { escape_formulas: true, record_delimiter: 'windows', bom: true },
  );
}
