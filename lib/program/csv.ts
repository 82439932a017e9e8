import { stringify } from 'csv-stringify/sync';

type Cell = string | number | undefined;
type Rows = readonly (readonly Cell[])[];

/** A table as CSV that spreadsheets open as it is. A cell that one of them would take for a formula is defused. */
export const csvOf = (head: readonly string[], rows: Rows): string => csvHead(head) + csvRows(rows);

/** Its first line, where the others come later. */
export const csvHead = (head: readonly string[]): string => `${BYTE_ORDER_MARK}${csvRows([head])}`;
const BYTE_ORDER_MARK = '\uFEFF';

export function csvRows(rows: Rows): string {
  return stringify(
    rows.map((row) => row.map((cell) => (cell === undefined ? '' : cell))),
    { escape_formulas: true, record_delimiter: 'windows' },
  );
}
