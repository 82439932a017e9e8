import { AppError } from '#lib/platform/errors.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { SubmissionRecord, Submissions } from '../request-publishing/ports.ts';
import { refuseSecret } from '../request-publishing/refuse-secret.ts';
import { MESSAGES_PAGE, type MessageInput, type Messages } from './contract.ts';
import type { MessageBox } from './ports.ts';

type Ports = AccessPorts & { submissions: Pick<Submissions, 'get'>; messages: MessageBox };
type Ask = { person: Person; onboardingId: string };
type Page = { after?: string };

/** What was written about the request. There is somebody to write to from the first handing in on. */
export async function readMessages(ports: Ports, { after, ...ask }: Ask & Page): Promise<Messages> {
  const { tenantId } = await openOnboarding(ports, ask);
  return messagesOf(ports, await ports.submissions.get(tenantId, ask.onboardingId), { after });
}

export async function writeMessage(ports: Ports, { words, ...ask }: Ask & MessageInput): Promise<Messages> {
  const { tenantId } = await openOnboarding(ports, ask);
  const submission = await ports.submissions.get(tenantId, ask.onboardingId);
  if (!submission?.submitted) {
    throw new AppError('conflict', 'Messages go to the reviewers. Hand the request in first.');
  }
  refuseSecret('Your message', words, { field: 'words' });
  await ports.messages.add(submission, { side: 'isv', words, by: ask.person });
  return messagesOf(ports, submission);
}

export async function messagesOf(
  { messages }: Pick<Ports, 'messages'>,
  submission: SubmissionRecord | undefined,
  { after }: Page = {},
): Promise<Messages> {
  if (!submission?.submitted) return { messages: [], mayWrite: false };
  const { rows, next } = await messages.page(submission, { after, limit: MESSAGES_PAGE });
  return { messages: rows.map(({ at, ...message }) => ({ ...message, at: at.toISOString() })), next, mayWrite: true };
}
