import { AppError } from '#lib/platform/errors.ts';
import type { SavedViews } from '#lib/review/queue/ports.ts';
import type { Database } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import { changed } from './tenancy.ts';

/** Of one person, and again of all that are shared: the list is short enough to be read whole. */
const MOST = 50;

/** Views of the queue, in PostgreSQL. */
export function prismaSavedViews(database: Database): SavedViews {
  return {
    async list(ownerId) {
      const where = { OR: [{ ownerId }, { isShared: true }] };
      const order = [{ name: 'asc' }, { id: 'asc' }] as const;
      const rows = await database.savedView.findMany({ where, orderBy: [...order] });
      return rows.map(({ at: _at, ...view }) => view);
    },
    save: (view) =>
      inTransaction(database, async (transaction) => {
        const { ownerId, name } = view;
        // The view of that name takes no further place.
        const others = { NOT: { ownerId, name } };
        const own = await transaction.savedView.count({ where: { ownerId, ...others } });
        if (own >= MOST) throw new AppError('conflict', `You have kept ${MOST} views. Remove one first.`);
        const shared = view.isShared ? await transaction.savedView.count({ where: { isShared: true, ...others } }) : 0;
        if (shared >= MOST) {
          throw new AppError('conflict', `Reviewers share ${MOST} views already. Keep this one for yourself.`);
        }
        await transaction.savedView.upsert({
          where: { ownerId_name: { ownerId, name } },
          create: view,
          update: { ...view, at: new Date() },
        });
      }),
    async remove(ownerId, id) {
      changed(await database.savedView.deleteMany({ where: { id, ownerId } }));
    },
  };
}
