import { subDays, subMinutes } from 'date-fns';
import { defaultChoice, KIND_FACTS, wholeChoice, type NotificationKind } from '#lib/rules/notification-kinds.ts';
import {
  gathered,
  isTold,
  tellingsOf,
  type About,
  type Recipients,
  type Telling,
  type ToldEvent,
} from '#lib/rules/notifications.ts';
import type { Transaction } from './database.ts';

/**
 * Reviewers and program managers who were not here for so long are told nothing more: a role is known from the token of the
 * last visit, and may be lost since. Only whom a colleague gives something to now is told of that.
 */
const LATELY_DAYS = 30;
/** So long an unread mail stands for the next ones that would say the same. */
const QUIET_MINUTES = 30;
const MOST_RECIPIENTS = 200;

type Happened = ToldEvent & {
  onboardingId: string | null;
  /** Whoever does something knows of it. */
  actorTenantId: string | null;
  actorId: string | null;
};
type Person = { tenantId: string; personId: string };
/** `assigneeId` is of somebody who was here lately. */
type Context = About & { tenantId: string; isv: Person[]; assigneeId: string | null };

/** Tells of what happened those who want to know, in the transaction that it is written in: both or neither. */
export async function tellOf(transaction: Transaction, happened: readonly Happened[]): Promise<void> {
  const told = happened.filter(({ action, onboardingId }) => onboardingId && isTold(action));
  if (told.length === 0) return;
  const contexts = await contextsOf(
    transaction,
    told.map(({ onboardingId }) => onboardingId!),
  );
  const news = told.flatMap((event) => {
    const context = contexts.get(event.onboardingId!);
    return context ? tellingsOf(event, context).map((telling) => ({ telling, context, event })) : [];
  });
  for (const { telling, context, event } of gathered(news)) {
    const but = event.actorId ? { tenantId: event.actorTenantId ?? '', personId: event.actorId } : undefined;
    await tell(transaction, { telling, context, but });
  }
}

/** Tells what only time brings about. Answers how many were told. */
export async function tellNews(
  transaction: Transaction,
  { onboardingId, telling }: { onboardingId: string; telling: Telling },
): Promise<number> {
  const context = (await contextsOf(transaction, [onboardingId])).get(onboardingId);
  return context ? tell(transaction, { telling, context }) : 0;
}

const WHOM = { members: { select: { objectId: true } }, submission: true } as const;

async function contextsOf(transaction: Transaction, ids: string[]): Promise<Map<string, Context>> {
  const rows = await transaction.onboarding.findMany({ where: { id: { in: ids } }, include: WHOM });
  const assignees = await hereAmong(
    transaction,
    rows.flatMap(({ submission }) => submission?.assigneeId ?? []),
  );
  return new Map(
    rows.map(({ id, tenantId, submission, members, ...row }) => {
      const isv = [row.createdById, submission?.submittedById, ...members.map(({ objectId }) => objectId)];
      const assignee = submission?.assigneeId ?? '';
      const assigneeId = assignees.has(assignee) ? assignee : null;
      const context: Context = {
        ...{ onboardingId: id, tenantId, publisher: row.tenantName, application: row.applicationName ?? row.name },
        isv: [...new Set(isv)].flatMap((personId) => (personId ? [{ tenantId, personId }] : [])),
        assigneeId,
        // What was never handed in is none of the reviewers’ business.
        ...(submission?.submittedAt
          ? {
              submission: {
                id: submission.id,
                status: submission.status,
                hasAssignee: assigneeId !== null,
              },
            }
          : {}),
      };
      return [id, context];
    }),
  );
}

/** Of these reviewers those who were here lately. */
async function hereAmong(transaction: Transaction, objectIds: string[]): Promise<Set<string>> {
  if (objectIds.length === 0) return new Set();
  const where = { objectId: { in: objectIds }, roles: { has: 'Reviewer' }, ...lately() };
  const rows = await transaction.knownPerson.findMany({ where, select: { objectId: true } });
  return new Set(rows.map(({ objectId }) => objectId));
}

const lately = () => ({ lastSeenAt: { gt: subDays(new Date(), LATELY_DAYS) } });

type Told = { telling: Telling; context: Context; but?: Person };

async function tell(transaction: Transaction, { telling, context, but }: Told): Promise<number> {
  const people = await recipientsOf(transaction, telling.to, context);
  const others = people.filter(({ tenantId, personId }) => tenantId !== but?.tenantId || personId !== but.personId);
  if (others.length === 0) return 0;
  const [choices, quiet] = [
    await choicesOf(transaction, telling.kind, others),
    await mailedLately(transaction, telling.kind, { people: others, onboardingId: context.onboardingId }),
  ];
  const { kind, event, title, words, href } = telling;
  const data = others.flatMap(({ tenantId, personId, mail }) => {
    const { portal, mail: wantsMail } = choices.get(idOf({ tenantId, personId })) ?? defaultChoice(telling.kind);
    if (!portal) return [];
    const mailTo = wantsMail && !quiet.has(idOf({ tenantId, personId })) && isAddress(mail) ? mail : null;
    const waiting = mailTo ? { mailState: 'waiting', mailTo } : {};
    return [{ kind, event, title, words, href, tenantId, personId, onboardingId: context.onboardingId, ...waiting }];
  });
  // Of one event nobody is told twice.
  return (await transaction.notification.createMany({ data, skipDuplicates: true })).count;
}

const idOf = ({ tenantId, personId }: Person): string => `${tenantId}/${personId}`;
/** A guest’s name for sign-in looks like an address, and is none. */
const isAddress = (mail: string | undefined): mail is string => /^[^\s<>@#]+@[^\s<>@]+$/.test(mail ?? '');

type Recipient = Person & { mail?: string };

async function recipientsOf(transaction: Transaction, to: Recipients, context: Context): Promise<Recipient[]> {
  if (to !== 'isv') return operatorsOf(transaction, to, context);
  const { tenantId, isv } = context;
  const where = { tenantId, objectId: { in: isv.map(({ personId }) => personId) } };
  const known = await transaction.knownPerson.findMany({ where, select: { objectId: true, mail: true } });
  const mails = new Map(known.map(({ objectId, mail }) => [objectId, mail]));
  return isv.map((person) => ({ ...person, mail: mails.get(person.personId) }));
}

/** Roles are those of the operator’s own tenant: nobody else is known with one. */
async function operatorsOf(
  transaction: Transaction,
  to: Exclude<Recipients, 'isv'>,
  { assigneeId }: Context,
): Promise<Recipient[]> {
  const one = typeof to === 'object' ? to.reviewerId : assigneeId;
  const isForAll = to === 'reviewers' || to === 'managers';
  const whom = isForAll ? lately() : { objectId: one ?? '' };
  const rows = await transaction.knownPerson.findMany({
    where: { roles: { has: to === 'managers' ? 'ProgramManager' : 'Reviewer' }, ...whom },
    orderBy: { lastSeenAt: 'desc' },
    take: MOST_RECIPIENTS,
  });
  return rows.map(({ tenantId, objectId: personId, mail }) => ({ tenantId, personId, mail }));
}

const among = (people: readonly Person[]) => ({
  tenantId: { in: [...new Set(people.map(({ tenantId }) => tenantId))] },
  personId: { in: people.map(({ personId }) => personId) },
});

async function choicesOf(transaction: Transaction, kind: NotificationKind, people: readonly Person[]) {
  const rows = await transaction.notificationChoice.findMany({ where: { kind, ...among(people) } });
  return new Map(rows.map(({ portal, mail, ...person }) => [idOf(person), wholeChoice({ portal, mail })]));
}

/** Who has a mail unread that says as much as this one would. */
async function mailedLately(
  transaction: Transaction,
  kind: NotificationKind,
  { people, onboardingId }: { people: readonly Person[]; onboardingId: string },
): Promise<Set<string>> {
  const { isMailedOnceFor } = KIND_FACTS[kind];
  if (!isMailedOnceFor) return new Set();
  const rows = await transaction.notification.findMany({
    where: {
      ...{ kind, readAt: null, mailState: { in: ['waiting', 'sending', 'sent'] }, ...among(people) },
      at: { gt: subMinutes(new Date(), QUIET_MINUTES) },
      ...(isMailedOnceFor === 'onboarding' ? { onboardingId } : {}),
    },
    distinct: ['tenantId', 'personId'],
    select: { tenantId: true, personId: true },
  });
  return new Set(rows.map(idOf));
}
