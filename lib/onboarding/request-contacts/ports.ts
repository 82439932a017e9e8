import type { Person } from '../ports.ts';

export type ConfirmationRecord = {
  id: string;
  email: string;
  requestedByName: string;
  requestedAt: Date;
  sentAt?: Date;
  expiresAt?: Date;
  confirmedAt?: Date;
  problem?: string;
};
/** A confirmation with what the mail and the page say about it. */
export type ConfirmationInContext = ConfirmationRecord & {
  tenantId: string;
  onboardingId: string;
  application: string;
  publisher: string;
};
type OfRequest = { tenantId: string; onboardingId: string };

export interface ContactRequests {
  /**
   * Notes that an address is to be asked, with the job that mails it and the event: all or nothing. `decide` sees what is there under the
   * lock of the request and may throw; `skip` leaves everything as it is. An address that is confirmed stays so.
   */
  request(
    of: OfRequest,
    asked: { email: string; by: Person },
    decide: (there: { status: string; earlier?: ConfirmationRecord; recentlyAsked: number }) => 'ask' | 'skip',
  ): Promise<{ confirmation: ConfirmationRecord; isAsked: boolean }>;
}

export interface ContactConfirmations {
  list(of: OfRequest): Promise<ConfirmationRecord[]>;
  listForOperator(submissionId: string): Promise<ConfirmationRecord[]>;
  getForPortal(id: string): Promise<ConfirmationInContext | undefined>;
  /** The hash is kept before the mail leaves: a link that arrives must work. False when it was asked anew meanwhile. */
  saveTokenHashForPortal(
    id: string,
    requestedAt: Date,
    token: { tokenHash: string; expiresAt: Date },
  ): Promise<boolean>;
  /** For that request alone: one that was made meanwhile stands. */
  saveSentForPortal(id: string, requestedAt: Date, sentAt: Date): Promise<void>;
  saveProblemForPortal(id: string, requestedAt: Date, problem: string): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<ConfirmationInContext | undefined>;
  /** With its event. False when it was confirmed already, or is there no more. */
  confirm(id: string, at: Date): Promise<boolean>;
}
