import type { Person } from '#lib/onboarding/ports.ts';
import type { Clocks, Turn } from '#lib/rules/business-clock.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { QueueQuery } from './contract.ts';

export type QueueRow = {
  id: string;
  onboardingId: string;
  applicationName: string;
  tenantId: string;
  tenantName: string;
  status: SubmissionStatus;
  waitingSince: Date;
  submittedAt: Date;
  submittedByName: string;
  dueAt?: Date;
  assignee?: { id: string; name: string };
  escalatedByName?: string;
  riskFlags: string[];
  capability?: string;
  runEndedAt?: Date;
  /** Oldest first. */
  turns: Turn[];
};
export type QueueAnswer = {
  rows: QueueRow[];
  next?: string;
  count: number;
  isMoreThanCounted: boolean;
  clocks: Clocks;
};

/** The reviewers’ queue, across tenants. */
export interface ReviewQueue {
  /** One that was handed in at least once, as the queue has it. */
  row(submissionId: string): Promise<{ row: QueueRow; clocks: Clocks } | undefined>;
  /** One page in the order that is asked for, by a constant number of queries. A mark nobody made is `invalid-input`. */
  page(query: QueueQuery, at: { reviewerId: string; now: Date; expiringBefore: Date }): Promise<QueueAnswer>;
  /** Counts deadlines anew that were counted by other targets or another calendar than are set now, as far as the time allows. */
  countDeadlines(limit: { until: Date }): Promise<void>;
  /** Assigns those whose assignee is still the one that was seen, each with its event, and names them. */
  assign(
    submissions: { id: string; seenAssigneeId: string | null }[],
    to: { id: string; name: string } | undefined,
    by: Person,
  ): Promise<string[]>;
}

export type KnownPerson = { tenantId: string; objectId: string; name: string; mail: string; roles: readonly string[] };

/** Who has signed in. */
export interface KnownPeople {
  /** Writes only when something changed, or when they were not seen for an hour. */
  remember(person: KnownPerson): Promise<void>;
  /** By name. */
  withRole(tenantId: string, role: string): Promise<{ id: string; name: string }[]>;
}

export type SavedViewRecord = { id: string; ownerId: string; name: string; query: string; isShared: boolean };

export interface SavedViews {
  /** All of their own and all that are shared, by name. */
  list(ownerId: string): Promise<SavedViewRecord[]>;
  /** Saving under a name that they have already replaces that view. More than the list has room for is a `conflict`. */
  save(view: Omit<SavedViewRecord, 'id'>): Promise<void>;
  /** Of another person it is `not-found`. */
  remove(ownerId: string, id: string): Promise<void>;
}
