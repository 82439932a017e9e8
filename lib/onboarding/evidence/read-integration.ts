import { AppError } from '#lib/platform/errors.ts';
import type { Provisioning } from '../ports.ts';
import type { OnboardingRecord, Onboardings } from '../record/ports.ts';
import type { EvidenceContent } from './content.ts';
import type { ReadNow } from './material-changes.ts';

type Ports = {
  provisioning: Pick<Provisioning, 'mappings' | 'savedEndpoint'>;
  onboardings: Pick<Onboardings, 'change' | 'noteLogicApp'>;
};

/**
 * The integration as it is now: mappings as the person reads them, the Logic App as it was read with the run. Both are
 * remembered as last read. A colleague who may not read the job goes without its mappings: what is remembered of them
 * is compared elsewhere.
 */
export async function readIntegration(
  { provisioning, onboardings }: Ports,
  { tenantId, id, application, jobId }: OnboardingRecord,
  { logicApp, takenAt }: Pick<EvidenceContent, 'logicApp' | 'takenAt'>,
): Promise<ReadNow> {
  const servicePrincipalId = application?.servicePrincipalId;
  const [read, provisionsTo] =
    servicePrincipalId && jobId
      ? await Promise.all([
          ifAllowed(provisioning.mappings(servicePrincipalId, jobId)),
          ifAllowed(provisioning.savedEndpoint(servicePrincipalId)),
        ])
      : [];
  if (read) await onboardings.change(tenantId, id, { mappings: read });
  if (logicApp) {
    const { definitionHash, parameters } = logicApp;
    await onboardings.noteLogicApp(tenantId, id, { at: new Date(takenAt), definitionHash, parameters });
  }
  return { mappings: read, provisionsTo, logicApp };
}

const NOT_ALLOWED: ReadonlySet<string> = new Set(['upstream-forbidden', 'consent-required']);

async function ifAllowed<Answer>(reading: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && NOT_ALLOWED.has(error.code)) return undefined;
    throw error;
  }
}
