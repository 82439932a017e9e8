import { z } from 'zod';
import { PageEnd } from '#lib/platform/page-query.ts';

/** Among reviewers: no answer that an ISV gets is made from this. */
export const NoteView = z.object({ id: z.uuid(), words: z.string(), byName: z.string(), at: z.iso.datetime() });
export type NoteView = z.infer<typeof NoteView>;
export const NOTES_PAGE = 50;
/** A page of them, newest first. */
export const Notes = PageEnd.extend({ notes: z.array(NoteView) });
export type Notes = z.infer<typeof Notes>;
export const NoteInput = z.object({ words: z.string().trim().min(1, 'Write a note.').max(4_000) });
export type NoteInput = z.infer<typeof NoteInput>;
