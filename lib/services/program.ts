import 'server-only';
import type { ExportQuery, FiguresFilter } from '#lib/program/figures/contract.ts';
import { exportFigures, type FileToSave } from '#lib/program/figures/export.ts';
import { countFigures, readFigures } from '#lib/program/figures/figures.ts';
import { programTable } from '#lib/program/program.ts';
import { fileResponse } from '#lib/platform/file-response.ts';
import { foundation } from './foundation.ts';

/** What program managers see. */
export function programServices() {
  const { onboardings, runs, figures } = foundation();
  return {
    table: () => programTable({ onboardings, runs }),
    figures: (filter: FiguresFilter) => readFigures({ figures }, filter),
    count: (filter: FiguresFilter) => countFigures({ figures }, filter),
    export: async (query: ExportQuery) => savedFile(await exportFigures({ figures }, query)),
  };
}

export function savedFile({ name: fileName, type: mediaType, text }: FileToSave): Response {
  return fileResponse({ fileName, mediaType, content: new TextEncoder().encode(text) });
}
