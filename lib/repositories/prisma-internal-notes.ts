import type { InternalNotes } from '#lib/review/notes/ports.ts';
import type { Database } from './database.ts';
import { newestPage } from './pages.ts';

/** Notes among reviewers, in PostgreSQL: the only code that reads their table. */
export function prismaInternalNotes(database: Database): InternalNotes {
  return {
    pageForOperator: (submissionId, page) =>
      newestPage('notes', page, ({ older, ...first }) =>
        database.internalNote.findMany({ where: { submissionId, ...older }, omit: { submissionId: true }, ...first }),
      ),
    async addForOperator(submissionId, words, by) {
      await database.internalNote.create({
        data: { submissionId, words, byId: by.objectId, byName: by.name },
      });
    },
  };
}
