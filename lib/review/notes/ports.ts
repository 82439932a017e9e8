import type { Person } from '#lib/onboarding/ports.ts';

export type NoteRecord = { id: string; words: string; byId: string; byName: string; at: Date };

/** Notes among reviewers. They leave no event: the ISV reads the history, too. */
export interface InternalNotes {
  /** Oldest first, the newest few hundred. */
  listForOperator(submissionId: string): Promise<NoteRecord[]>;
  addForOperator(submissionId: string, words: string, by: Person): Promise<void>;
}
