import { z } from 'zod';
import { CountedPage, PageQuery } from '#lib/platform/page-query.ts';
import { CAPABILITIES } from '#lib/rules/request-fields.ts';
import { RISK_FLAGS } from '#lib/rules/risk-flags.ts';
import { SUBMISSION_STATUSES } from '#lib/rules/submission-status.ts';

export const QUEUE_PAGE = 50;
export const MOST_AT_ONCE = 100;
export const QUEUE_SORTS = ['due', 'waiting', 'age', 'name'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const list = <Id extends string>(ids: readonly [Id, ...Id[]]) =>
  z
    .string()
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.enum(ids)));
const someone = z.union([z.enum(['anybody', 'me', 'nobody', 'somebody']), z.guid()]);

/** The queue as the address of its page says it. What waits for the reviewers comes first where nothing else is asked. */
export const QueueQuery = z
  .object({
    q: z.string().trim().max(100).default(''),
    status: list(SUBMISSION_STATUSES).default([]),
    turn: z.enum(['operator', 'isv', 'nobody', 'anybody']).optional(),
    assignee: someone.default('anybody'),
    risk: list(RISK_FLAGS).default([]),
    late: z.literal('yes').optional(),
    capability: z.enum(CAPABILITIES).optional(),
    sort: z.enum(QUEUE_SORTS).default('due'),
    order: z.enum(['asc', 'desc']).default('asc'),
    ...PageQuery.shape,
  })
  .transform(({ turn, ...rest }) => {
    const asksElsewhere = rest.q !== '' || rest.status.length > 0;
    return { ...rest, turn: turn ?? (asksElsewhere ? ('anybody' as const) : ('operator' as const)) };
  });
export type QueueQuery = z.infer<typeof QueueQuery>;

/** Business days, in the calendar of the side whose clock it is. */
export const Clock = z.object({ usedDays: z.number(), targetDays: z.number(), timeZone: z.string() });
export type Clock = z.infer<typeof Clock>;
export const QueueItem = z.object({
  id: z.uuid(),
  onboardingId: z.uuid(),
  applicationName: z.string(),
  tenantId: z.string(),
  tenantName: z.string(),
  status: z.enum(SUBMISSION_STATUSES),
  turn: z.enum(['isv', 'operator', 'nobody']),
  waitingSince: z.iso.datetime(),
  submittedAt: z.iso.datetime(),
  submittedByName: z.string(),
  dueAt: z.iso.datetime().optional(),
  isLate: z.boolean(),
  /** A clock stands still while it is the other’s turn. */
  clocks: z.object({ operator: Clock, isv: Clock }),
  assignee: z.object({ id: z.string(), name: z.string() }).optional(),
  escalatedByName: z.string().optional(),
  riskFlags: z.array(z.enum(RISK_FLAGS)),
  capability: z.enum(CAPABILITIES).optional(),
  evidenceValidUntil: z.iso.datetime().optional(),
});
export type QueueItem = z.infer<typeof QueueItem>;

/** Whose it is, until when, and what to look at closely. */
export const Triage = QueueItem.pick({
  ...{ waitingSince: true, dueAt: true, isLate: true, clocks: true },
  ...{ assignee: true, escalatedByName: true, riskFlags: true },
});
export type Triage = z.infer<typeof Triage>;

export const QueuePage = CountedPage.extend({ submissions: z.array(QueueItem) });
export type QueuePage = z.infer<typeof QueuePage>;

export const Reviewers = z.object({ reviewers: z.array(z.object({ id: z.string(), name: z.string() })) });
export type Reviewers = z.infer<typeof Reviewers>;

/** Each with the assignee that the person saw: one that somebody else has assigned meanwhile is left as it is. */
export const AssignInput = z.object({
  submissions: z
    .array(z.object({ id: z.uuid(), seenAssigneeId: z.string().max(100).nullable() }))
    .min(1, 'Choose at least one submission.')
    .max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE} submissions.`),
  to: z.union([z.enum(['me', 'nobody']), z.guid()]),
});
export type AssignInput = z.infer<typeof AssignInput>;
export const Assigned = z.object({
  assigned: z.array(z.uuid()),
  /** Somebody else assigned these meanwhile, or they are not there. */
  conflicts: z.array(z.uuid()),
});
export type Assigned = z.infer<typeof Assigned>;

const isView = (query: string) => QueueQuery.safeParse(Object.fromEntries(new URLSearchParams(query))).success;
export const SaveViewInput = z.object({
  name: z.string().trim().min(1, 'Give the view a name.').max(60),
  /** As in the address of the page. */
  query: z.string().max(500).refine(isView, 'These filters cannot be kept.'),
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.infer<typeof SaveViewInput>;
export const SavedViewState = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
});
export const SavedViewList = z.object({ views: z.array(SavedViewState) });
export type SavedViewList = z.infer<typeof SavedViewList>;
export const ViewParams = z.object({ viewId: z.uuid() });
