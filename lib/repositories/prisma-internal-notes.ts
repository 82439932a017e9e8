import type { InternalNotes } from '#lib/review/notes/ports.ts';
import type { Database } from './database.ts';

const MOST = 300;

/** Notes among reviewers, in PostgreSQL: the only code that reads their table. */
export function prismaInternalNotes(database: Database): InternalNotes {
  return {
    async listForOperator(submissionId) {
      const order = [{ at: 'desc' }, { id: 'desc' }] as const;
      const rows = await database.internalNote.findMany({ where: { submissionId }, orderBy: [...order], take: MOST });
      return rows.reverse().map(({ id, words, byId, byName, at }) => ({ id, words, byId, byName, at }));
    },
    async addForOperator(submissionId, words, by) {
      await database.internalNote.create({
        data: { submissionId, words, byId: by.objectId, byName: by.name },
      });
    },
  };
}
