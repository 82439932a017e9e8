import type { SavedViews } from '#lib/review/queue/ports.ts';
import type { Database } from './database.ts';
import { changed } from './tenancy.ts';

const MOST = 100;

/** Views of the queue, in PostgreSQL. */
export function prismaSavedViews(database: Database): SavedViews {
  return {
    async list(ownerId) {
      const where = { OR: [{ ownerId }, { isShared: true }] };
      const order = [{ name: 'asc' }, { id: 'asc' }] as const;
      const rows = await database.savedView.findMany({ where, orderBy: [...order], take: MOST });
      return rows.map(({ at: _at, ...view }) => view);
    },
    async save(view) {
      const { ownerId, name } = view;
      await database.savedView.upsert({
        where: { ownerId_name: { ownerId, name } },
        create: view,
        update: { ...view, at: new Date() },
      });
    },
    async remove(ownerId, id) {
      changed(await database.savedView.deleteMany({ where: { id, ownerId } }));
    },
  };
}
