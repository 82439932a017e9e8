import type { Person } from '#lib/onboarding/ports.ts';

export type NoteRecord = { id: string; words: string; byId: string; byName: string; at: Date };

/** Notes among reviewers. They leave no event: the ISV reads the history, too. */
export interface InternalNotes {
  /** A page, newest first. A mark nobody made is `invalid-input`. */
  pageForOperator(
    submissionId: string,
    page: { after?: string; limit: number },
  ): Promise<{ rows: NoteRecord[]; next?: string }>;
  addForOperator(submissionId: string, words: string, by: Person): Promise<void>;
}
