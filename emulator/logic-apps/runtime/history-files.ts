import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedHistory } from './history.ts';

/** Histories of ended runs, a file each, so that they survive a restart without weighing on the snapshot. */
export type HistoryFiles = {
  write(runId: string, history: SavedHistory): void;
  read(runId: string): SavedHistory | undefined;
};

export function historyFiles(folder: string | undefined): HistoryFiles {
  if (!folder) return { write: () => {}, read: () => undefined };
  const fileOf = (runId: string) => join(folder, `${runId.replaceAll(/[^A-Za-z0-9]/g, '_')}.json`);
  return {
    write(runId, history) {
      mkdirSync(folder, { recursive: true });
      // It holds what the run sent, credentials included.
      writeFileSync(fileOf(runId), JSON.stringify(history), { mode: 0o600 });
    },
    read: (runId) =>
      existsSync(fileOf(runId)) ? (JSON.parse(readFileSync(fileOf(runId), 'utf8')) as SavedHistory) : undefined,
  };
}
