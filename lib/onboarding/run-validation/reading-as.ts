import { AppError } from '#lib/platform/errors.ts';
import type { ProblemCode } from '#lib/platform/problem-codes.ts';
import type { LogicApps, PortalAccess, RunReader } from '../ports.ts';
import type { OnboardingRecord } from '../record/ports.ts';

export type ReadingPorts = { logicApps: LogicApps; portal: PortalAccess };

/** The portal was let in once and is not any more, or not yet everywhere. */
const SHUT_OUT = new Set<ProblemCode>([
  'upstream-forbidden',
  'upstream-rejected',
  'consent-required',
  'upstream-not-found',
]);

/** Reads as the portal where it may, so that colleagues without Azure rights see the run too; else as the person. */
export async function readingAs<Answer>(
  { logicApps, portal }: ReadingPorts,
  { tenantId, logicApp }: Pick<OnboardingRecord, 'tenantId' | 'logicApp'>,
  read: (reader: RunReader) => Promise<Answer>,
): Promise<Answer> {
  if (!logicApp?.portalMayRead) return read(logicApps);
  try {
    return await read(portal.readerFor(tenantId));
  } catch (error) {
    if (!(error instanceof AppError) || !SHUT_OUT.has(error.code)) throw error;
    // The person may still have the rights that the portal lost.
    return read(logicApps);
  }
}
