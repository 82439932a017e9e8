import { AppError } from '#lib/platform/errors.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { readingAs, type ReadingPorts } from '../run-validation/reading-as.ts';
import type { Presence } from './contract.ts';

/** A page must not wait for an Azure that is slow. */
const PATIENCE_MS = 5_000;

/**
 * Whether the Logic App is still in Azure as it was deployed: somebody may have deleted it there. Nobody is asked for a
 * permission for its sake; what cannot be read now is unknown.
 */
export async function presenceOf(
  ports: ReadingPorts,
  onboarding: Pick<OnboardingRecord, 'tenantId' | 'logicApp'>,
): Promise<Presence> {
  const { logicApp } = onboarding;
  if (!logicApp) return 'gone';
  const patience = Promise.withResolvers<'unknown'>();
  const timer = setTimeout(() => patience.resolve('unknown'), PATIENCE_MS);
  const looking = readingAs(ports, onboarding, (reader) => reader.workflow(logicApp.resourceId)).then((found) => {
    if (!found) return 'gone' as const;
    return found.identityPrincipalId === logicApp.identityPrincipalId ? ('there' as const) : ('replaced' as const);
  });
  try {
    return await Promise.race([looking, patience.promise]);
  } catch (error) {
    // The step is shown all the same; whoever acts in it is told what is in the way.
    if (error instanceof AppError) return 'unknown';
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
