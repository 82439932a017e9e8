import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '#lib/onboarding/ports.ts';
import type { MessageInput, Messages } from '#lib/onboarding/request-conversation/contract.ts';
import { messagesOf } from '#lib/onboarding/request-conversation/messages.ts';
import type { MessageBox } from '#lib/onboarding/request-conversation/ports.ts';
import type { SubmissionRecord, Submissions } from '#lib/onboarding/request-publishing/ports.ts';
import { refuseSecret } from '#lib/onboarding/request-publishing/refuse-secret.ts';
import { NOTES_PAGE, type NoteInput, type Notes } from './contract.ts';
import type { InternalNotes } from './ports.ts';

type Ports = { submissions: Pick<Submissions, 'getForOperator'>; messages: MessageBox; notes: InternalNotes };
type Ask = { submissionId: string; person: Person };
type Page = { after?: string };

/** Notes that reviewers keep for one another. */
export async function readNotes(ports: Ports, { submissionId, after }: Ask & Page): Promise<Notes> {
  await found(ports, submissionId);
  const { rows, next } = await ports.notes.pageForOperator(submissionId, { after, limit: NOTES_PAGE });
  return { notes: rows.map(({ id, words, byName, at }) => ({ id, words, byName, at: at.toISOString() })), next };
}

export async function writeNote(ports: Ports, { words, ...ask }: Ask & NoteInput): Promise<Notes> {
  await found(ports, ask.submissionId);
  refuseSecret('Your note', words, { field: 'words' });
  await ports.notes.addForOperator(ask.submissionId, words, ask.person);
  return readNotes(ports, ask);
}

/** What both sides read, as reviewers get it. */
export async function readMessagesForReview(ports: Ports, { submissionId, after }: Ask & Page): Promise<Messages> {
  return messagesOf(ports, await found(ports, submissionId), { after });
}

export async function writeToIsv(ports: Ports, { words, ...ask }: Ask & MessageInput): Promise<Messages> {
  const submission = await found(ports, ask.submissionId);
  refuseSecret('Your message', words, { field: 'words' });
  await ports.messages.add(submission, { side: 'operator', words, by: ask.person });
  return messagesOf(ports, submission);
}

async function found({ submissions }: Pick<Ports, 'submissions'>, submissionId: string): Promise<SubmissionRecord> {
  const submission = await submissions.getForOperator(submissionId);
  if (!submission) throw new AppError('not-found', 'There is no such submission.');
  return submission;
}
