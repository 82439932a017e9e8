import type { Person } from '../ports.ts';

export type AllowListState = 'open' | 'approved' | 'declined' | 'withdrawn';
export type AllowListRecord = {
  id: string;
  onboardingId: string;
  tenantId: string;
  tenantName: string;
  applicationName: string;
  state: AllowListState;
  version: number;
  reason: string;
  contact: string;
  requestedByName: string;
  requestedAt: Date;
  ownerId?: string;
  ownerName?: string;
  decidedByName?: string;
  decidedAt?: Date;
  decisionReason?: string;
  expiresAt?: Date;
};
/** A change of one that is open, from this version on. */
export type AllowListChange = { requestId: string; version: number; by: Person } & (
  { to: 'owned' } | { to: 'approved'; reason: string; expiresAt: Date } | { to: 'declined'; reason: string }
);

/** Asked for by tenants of a cohort, and since a moment. */
export type AllowListAsk = { cohort?: string; since?: Date };

/** Every change is written together with its event in the onboarding's history. */
export interface AllowList {
  newest(tenantId: string, onboardingId: string): Promise<AllowListRecord | undefined>;
  /** One is open at a time: asking again finds the open one. */
  ask(
    tenantId: string,
    onboardingId: string,
    asked: { reason: string; contact: string; by: Person },
  ): Promise<AllowListRecord>;
  withdraw(tenantId: string, onboardingId: string, from: { version: number; by: Person }): Promise<AllowListRecord>;
  /** A page: open ones first, those that wait for longest at the top; then the newest decided ones. */
  pageForOperator(
    asked: AllowListAsk & { after?: string; limit: number },
  ): Promise<{ rows: AllowListRecord[]; next?: string }>;
  /** Up to a limit; but `waiting`, those that are open, are counted to the last. */
  countForOperator(asked: AllowListAsk): Promise<{ count: number; isMoreThanCounted: boolean; waiting: number }>;
  /** One that is decided already, or that somebody changed meanwhile, is a `version-conflict`. */
  changeForOperator(change: AllowListChange): Promise<AllowListRecord>;
}
