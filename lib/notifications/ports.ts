import type { Choice, NotificationKind } from '#lib/rules/notification-kinds.ts';
import type { Telling } from '#lib/rules/notifications.ts';

/** What notifications need to be kept and sent. What follows from an event is written together with the event itself. */

/** A person reads and changes what is theirs alone. */
export type Whose = { tenantId: string; personId: string };

export type NotificationRecord = {
  id: string;
  kind: NotificationKind;
  title: string;
  words: string;
  href: string;
  at: Date;
  readAt?: Date;
  mailState: MailState;
};
/** `sending`: some worker has taken it. After that it never waits again unless it surely was not sent. */
export type MailState = 'none' | 'waiting' | 'sending' | 'sent' | 'failed';

export interface Notifications {
  /** Newest first; `after` is where the page before ended, and one that nobody made is `invalid-input`. */
  list(whose: Whose, page: { after?: string; limit: number }): Promise<{ rows: NotificationRecord[]; next?: string }>;
  /** Counted up to `most`. */
  countUnread(whose: Whose, most: number): Promise<number>;
  /** Reading again keeps the first time. One that is not theirs is `not-found`. */
  markRead(whose: Whose, id: string): Promise<void>;
  markAllRead(whose: Whose): Promise<void>;
  choices(whose: Whose): Promise<Partial<Record<NotificationKind, Choice>>>;
  choose(whose: Whose, choices: readonly (Choice & { kind: NotificationKind })[]): Promise<void>;
}

/** Something of an onboarding that only time brings about. */
export type News = { onboardingId: string; telling: Telling };

export interface Deadlines {
  /** The newest verified ready run of each onboarding whose request can still be handed in, if it ended in that time. */
  endingEvidenceForPortal(ended: { after: Date; before: Date }): Promise<EndingEvidence[]>;
  endingTokensForPortal(ends: { after: Date; before: Date }): Promise<EndingToken[]>;
  /** What was told before is left out; of the rest what can be told until then. Answers whether another go would tell more. */
  tellForPortal(news: readonly News[], limit: { until: Date }): Promise<{ areMore: boolean }>;
}
type Of = { onboardingId: string; application: string };
export type EndingEvidence = Of & { runId: string; endedAt: Date };
export type EndingToken = Of & { endsAt: Date };

export type OutgoingMail = { id: string; to: string; title: string; words: string; href: string };

export interface Outbox {
  /** Takes the oldest that waits, and was not tried within the last minutes: nobody else gets it then. */
  claimForPortal(at: Date): Promise<OutgoingMail | undefined>;
  saveSentForPortal(id: string, at: Date): Promise<void>;
  saveFailedForPortal(id: string, problem: string): Promise<void>;
  /** Surely not sent: it waits again; tried by itself, it waits for some minutes and lets others go first. */
  giveBackForPortal(id: string, problem: string, triedAt?: Date): Promise<void>;
  /** Gives up those that were taken before `takenBefore` and not heard of since, and those that wait since before `waitingSince`. */
  giveUpForPortal(before: { takenBefore: Date; waitingSince: Date }): Promise<void>;
  /** Takes away what is older: nobody looks so far back. */
  forgetForPortal(olderThan: Date): Promise<void>;
  /** Mail is not set up: nothing waits for it. */
  dropForPortal(): Promise<void>;
}
