import type { Person } from '../ports.ts';

export type MessageRecord = { id: string; side: 'isv' | 'operator'; words: string; byName: string; at: Date };
export type NewMessage = Pick<MessageRecord, 'side' | 'words'> & { by: Person };

/** What both sides write to each other about a request. */
export interface MessageBox {
  /** Oldest first, the newest few hundred. */
  list(of: { tenantId: string; onboardingId: string }): Promise<MessageRecord[]>;
  /** With its event, in which the words do not stand. */
  add(of: { tenantId: string; onboardingId: string }, message: NewMessage): Promise<void>;
}
