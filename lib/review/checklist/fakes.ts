import { AppError } from '#lib/platform/errors.ts';
import type { ConfirmationRecord, Confirmations } from './ports.ts';

export function fakeConfirmations(): Confirmations & { rows: (ConfirmationRecord & { number: number })[] } {
  const rows: (ConfirmationRecord & { number: number })[] = [];
  return {
    rows,
    listForOperator: async (_submissionId, number) => structuredClone(rows.filter((row) => row.number === number)),
    async confirmForOperator({ number, item, isConfirmed, words, mark, version, by }) {
      const before = rows.find((row) => row.number === number && row.item === item);
      if ((before?.version ?? 0) !== version)
        throw new AppError('version-conflict', `${before?.byName} has meanwhile.`);
      const said = { number, item, isConfirmed, words, mark, byName: by.name, at: new Date(), version: version + 1 };
      if (before) Object.assign(before, said);
      else rows.push(said);
    },
  };
}
