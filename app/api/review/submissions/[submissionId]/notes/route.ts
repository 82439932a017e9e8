import { PageQuery } from '#lib/platform/page-query.ts';
import { route } from '#lib/platform/route.ts';
import { SubmissionParams } from '#lib/review/contract.ts';
import { NoteInput, Notes } from '#lib/review/notes/contract.ts';
import { conversationReview } from '#lib/services/conversation.ts';

export const GET = route({
  summary: 'Notes among reviewers, newest first, page by page',
  answer: Notes,
  access: 'Reviewer',
  params: SubmissionParams,
  query: PageQuery,
  handle: ({ user, params, query }) => conversationReview(user).notes(params.submissionId, query),
});

export const POST = route({
  summary: 'Keep a note for other reviewers',
  answer: Notes,
  access: 'Reviewer',
  params: SubmissionParams,
  body: NoteInput,
  handle: ({ user, params, body }) => conversationReview(user).writeNote(params.submissionId, body.words),
  // Kept answers are no place for notes.
  again: ({ user, params }) => conversationReview(user).notes(params.submissionId),
});
