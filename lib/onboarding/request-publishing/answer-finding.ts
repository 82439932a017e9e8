import { AppError } from '#lib/platform/errors.ts';
import type { PublishingStep } from './contract.ts';
import { openRequest, requestView, type Ask, type RequestPorts } from './read-request.ts';
import { refuseSecret } from './refuse-secret.ts';

/** Answers one thing that a reviewer asked for. Whether it is settled, the reviewer says. */
export async function answerFinding(
  ports: RequestPorts,
  { findingId, version, words, ...ask }: Ask & { findingId: string; version: number; words: string },
): Promise<PublishingStep> {
  const opened = await openRequest(ports, ask);
  const { tenantId, id } = opened.onboarding;
  const asked = (await ports.findings.list(tenantId, id)).find((one) => one.id === findingId);
  if (!asked) throw new AppError('not-found', 'This does not exist, or is not yours.');
  if (asked.state === 'resolved') throw new AppError('conflict', 'The reviewer has settled this already.');
  refuseSecret('Your answer', words, { field: 'words' });
  const answer = { findingId, version, words, side: 'isv', state: 'answered', by: ask.person } as const;
  await ports.findings.answer(tenantId, id, answer);
  return requestView(ports, opened);
}
