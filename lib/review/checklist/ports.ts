import type { Person } from '#lib/onboarding/ports.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';

export type ConfirmationRecord = {
  item: string;
  isConfirmed: boolean;
  words: string;
  /** Of what was found when it was said. */
  mark: string;
  /** Grows with each change; 0 stands for an item that nobody has said anything about. */
  version: number;
  byName: string;
  at: Date;
};
export type NewConfirmation = Pick<ConfirmationRecord, 'item' | 'isConfirmed' | 'words' | 'mark' | 'version'> & {
  submissionId: string;
  number: number;
  by: Person;
  /** In the history, which the ISV reads, too: never the words. */
  action: string;
  title: string;
  /** Throws for a status of the request, which cannot change meanwhile. */
  refuse: (status: SubmissionStatus) => void;
};

/** What reviewers confirmed of one handing in. */
export interface Confirmations {
  listForOperator(submissionId: string, number: number): Promise<ConfirmationRecord[]>;
  /**
   * Keeps it with its event, if the item is still at this version and the handing in the newest; else `version-conflict`.
   * The same from the same person again changes nothing.
   */
  confirmForOperator(confirmation: NewConfirmation): Promise<void>;
}
