import type { Person } from '../ports.ts';

export type MessageRecord = { id: string; side: 'isv' | 'operator'; words: string; byName: string; at: Date };
export type NewMessage = Pick<MessageRecord, 'side' | 'words'> & { by: Person };

/** What both sides write to each other about a request. */
export interface MessageBox {
  /** A page, newest first. A mark nobody made is `invalid-input`. */
  page(
    of: { tenantId: string; onboardingId: string },
    page: { after?: string; limit: number },
  ): Promise<{ rows: MessageRecord[]; next?: string }>;
  /** With its event, in which the words do not stand. */
  add(of: { tenantId: string; onboardingId: string }, message: NewMessage): Promise<void>;
}
