import { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import type { FeedbackAsk, FeedbackBox, FeedbackRecord } from '#lib/onboarding/record/ports.ts';
import type { Database } from './database.ts';
import { notBefore, ofCohort } from './figure-scope.ts';
import { Prisma } from './generated/client.ts';
import type { FeedbackModel } from './generated/models.ts';
import { inTransaction } from './in-transaction.ts';
import { behind, counted, pageOf } from './pages.ts';
import { appendAudit } from './prisma-audit-trail.ts';
import { givenOnly, notFound, ownOnboarding } from './tenancy.ts';

/** An outer join: where nothing is asked of the onboarding, the database leaves it out. */
const GIVEN = Prisma.sql`FROM "Feedback" f LEFT JOIN "Onboarding" o ON o."id" = f."onboardingId"`;
const GIVEN_AT = Prisma.sql`f."at"`;
/** More do not fit into a choice. */
const THEMES_AT_MOST = 100;
/** Words that come later than that after a tap are another opinion: at the day of the tap nobody would read them. */
const TAP_MS = 86_400_000;
type Row = FeedbackModel & { tenantName: string; applicationName: string };

/** Feedback in PostgreSQL. */
export function prismaFeedbackBox(database: Database): FeedbackBox {
  return {
    async add(tenantId, onboardingId, feedback) {
      await ownOnboarding(database, tenantId, onboardingId);
      const { step, byId } = feedback;
      const tapped = await database.feedback.findFirst({
        where: { onboardingId, step, byId, words: '', wantsSession: false, at: { gt: new Date(Date.now() - TAP_MS) } },
        select: { id: true },
        orderBy: { at: 'desc' },
      });
      // It keeps its moment: pages and files that are being read go by it.
      if (tapped) await database.feedback.update({ where: tapped, data: feedback });
      else await database.feedback.create({ data: { onboardingId, ...feedback } });
    },
    async pageForOperator({ after, limit, ...asked }) {
      const found = await database.$queryRaw<Row[]>`
        SELECT f.*, o."tenantName", coalesce(o."applicationName", o."name") AS "applicationName"
        ${GIVEN} WHERE ${matching(asked)} AND ${behind(after, { list: 'feedback', at: GIVEN_AT, id: Prisma.sql`f."id"` })}
        ORDER BY f."at" DESC, f."id" DESC LIMIT ${limit + 1}`;
      const { rows, next } = pageOf(found, limit, ({ at, id }) => ['feedback', at, id]);
      return { rows: rows.map(feedbackRecord), next };
    },
    countForOperator: (asked) => counted(database, Prisma.sql`${GIVEN} WHERE ${matching(asked)}`),
    themesForOperator: (asked) => database.$queryRaw`
      SELECT f."theme", (count(*) FILTER (WHERE ${inScope(asked)}))::int AS "count"
      ${GIVEN} WHERE f."theme" IS NOT NULL GROUP BY f."theme" ORDER BY 2 DESC, 1 LIMIT ${THEMES_AT_MOST}`,
    setThemeForOperator: (id, theme, by) =>
      inTransaction(database, async (transaction) => {
        const before = await transaction.feedback.findUnique({ where: { id } });
        if (!before) throw notFound();
        await transaction.feedback.update({ where: { id }, data: { theme: theme ?? null } });
        const facts = { feedbackId: id, from: before.theme, to: theme ?? null };
        await appendAudit(transaction, [{ tenantId: by.tenantId, actor: by, action: 'feedback.themed', facts }]);
      }),
  };
}

function inScope({ cohort, since }: Pick<FeedbackAsk, 'cohort' | 'since'>): Prisma.Sql {
  return Prisma.sql`true ${ofCohort({ cohort })} ${notBefore(GIVEN_AT, { after: since })}`;
}

function matching({ wantsSession, theme, ...scope }: FeedbackAsk): Prisma.Sql {
  const wished = wantsSession ? Prisma.sql`AND f."wantsSession"` : Prisma.empty;
  return Prisma.sql`${inScope(scope)} ${wished} ${ofTheme(theme)}`;
}

/** An index serves both, but no `IS NOT DISTINCT FROM`. */
function ofTheme(theme: FeedbackAsk['theme']): Prisma.Sql {
  if (theme === undefined) return Prisma.empty;
  return theme === null ? Prisma.sql`AND f."theme" IS NULL` : Prisma.sql`AND f."theme" = ${theme}`;
}

function feedbackRecord({
  id,
  onboardingId,
  byName,
  at,
  theme,
  tenantName,
  applicationName,
  ...said
}: Row): FeedbackRecord {
  return {
    ...FeedbackInput.parse(said),
    ...{ id, onboardingId, byName, at, tenantName, applicationName },
    ...givenOnly({ theme }),
  };
}
