import { csvOf } from '../csv.ts';
import type { Figures } from '../ports.ts';
import { type ExportQuery, tablesOf } from './contract.ts';
import { readFigures } from './figures.ts';

export type FileToSave = { name: string; type: string; text: string };

/** What the page shows, to be saved: all figures as JSON, or one table as CSV. */
export async function exportFigures(ports: { figures: Figures }, query: ExportQuery): Promise<FileToSave> {
  const { format, table, ...filter } = query;
  const figures = await readFigures(ports, filter);
  const day = figures.countedAt.slice(0, 10);
  if (format === 'json') {
    return { name: `program-${day}.json`, type: 'application/json', text: `${JSON.stringify(figures, null, 2)}\n` };
  }
  const { head, rows } = tablesOf(figures)[table];
  return { name: `program-${table}-${day}.csv`, type: 'text/csv; charset=utf-8', text: csvOf(head, rows) };
}
