import { AppError } from '#lib/platform/errors.ts';
import { mayMove, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { PublishingStep } from './contract.ts';
import { openRequest, requestView, type Ask, type Opened, type RequestPorts } from './read-request.ts';

type Moving = Ask & { version: number; reason: string };

/** Takes a request back from the reviewers. It keeps its Submission ID and everything in it. */
export function withdrawRequest(ports: RequestPorts, moving: Moving): Promise<PublishingStep> {
  return moveRequest(ports, moving, { to: 'withdrawn', action: 'submission.withdrawn' });
}

/** Opens a withdrawn or expired request for changes again. */
export function takeUpRequest(ports: RequestPorts, moving: Moving): Promise<PublishingStep> {
  return moveRequest(ports, moving, { to: 'draft', action: 'submission.taken-up' });
}

async function moveRequest(
  ports: RequestPorts,
  { version, reason, ...ask }: Moving,
  { to, action }: { to: SubmissionStatus; action: string },
): Promise<PublishingStep> {
  const { onboarding, submission } = await openRequest(ports, ask);
  // Pressed twice: the second finds it where it was to go.
  if (submission.status === to) return requestView(ports, { onboarding, submission });
  refuseUnlessAllowed(submission.status, to);
  const facts = reason ? { reason } : {};
  const moved = await ports.submissions.move(onboarding.tenantId, onboarding.id, {
    ...{ version, to, action, facts },
    by: ask.person,
  });
  return requestView(ports, { onboarding, submission: moved } satisfies Opened);
}

function refuseUnlessAllowed(from: SubmissionStatus, to: SubmissionStatus): void {
  if (mayMove('isv', from, to)) return;
  throw new AppError('conflict', `A request that is ${from.replaceAll('-', ' ')} cannot become ${to}.`, { from, to });
}
