import 'server-only';
import { readMessages, writeMessage } from '#lib/onboarding/request-conversation/messages.ts';
import type { PageQuery } from '#lib/platform/page-query.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { prismaInternalNotes } from '#lib/repositories/prisma-internal-notes.ts';
import { readMessagesForReview, readNotes, writeNote, writeToIsv } from '#lib/review/notes/notes.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** Messages about a request, for those an onboarding is open to. */
export function messageServices(user: SignedIn) {
  const ports = portsFor(user);
  const person = personOf(user);
  return {
    read: (onboardingId: string, page: PageQuery = {}) => readMessages(ports, { person, onboardingId, ...page }),
    write: (onboardingId: string, words: string) => writeMessage(ports, { person, onboardingId, words }),
  };
}

/** Messages and notes, for reviewers. Notes are made here and nowhere else: nothing an ISV reaches holds them. */
export function conversationReview(user: SignedIn) {
  const { database, submissions, messages } = foundation();
  const ports = { submissions, messages, notes: prismaInternalNotes(database) };
  const person = personOf(user);
  return {
    messages: (submissionId: string, page: PageQuery = {}) =>
      readMessagesForReview(ports, { submissionId, person, ...page }),
    writeToIsv: (submissionId: string, words: string) => writeToIsv(ports, { submissionId, person, words }),
    notes: (submissionId: string, page: PageQuery = {}) => readNotes(ports, { submissionId, person, ...page }),
    writeNote: (submissionId: string, words: string) => writeNote(ports, { submissionId, person, words }),
  };
}
