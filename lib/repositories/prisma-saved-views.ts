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
        const ownName = { ownerId_name: { ownerId, name } };
        // Others who save wait: what is counted here stays so.
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('saved-views', 0))`;
        // The view of that name takes no further place.
        const before = await transaction.savedView.findUnique({ where: ownName });
        if (!before && (await transaction.savedView.count({ where: { ownerId } })) >= MOST) {
          throw new AppError('conflict', `You have kept ${MOST} views. Remove one first.`);
        }
        const isNewlyShared = view.isShared && !before?.isShared;
        if (isNewlyShared && (await transaction.savedView.count({ where: { isShared: true } })) >= MOST) {
          throw new AppError('conflict', `Reviewers share ${MOST} views already. Keep this one for yourself.`);
        }
        await transaction.savedView.upsert({
          where: ownName,
          create: view,
          update: { ...view, at: new Date() },
        });
      }),
    async remove(ownerId, id) {
      changed(await database.savedView.deleteMany({ where: { id, ownerId } }));
    },
  };
}
