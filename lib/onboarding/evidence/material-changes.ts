import { whatChanged, type Fingerprint, type MaterialChange } from '#lib/rules/fingerprint.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import type { EvidenceContent } from './content.ts';

/** What changed in the integration since the evidence was taken, and what has to be validated again for it. */
export function materialChanges(
  evidence: Pick<EvidenceContent, 'expected' | 'template' | 'mappings' | 'parameters'>,
  onboarding: Pick<OnboardingRecord, 'scimEndpoint' | 'application' | 'logicApp' | 'mappings'>,
): MaterialChange[] {
  const { expected, template, mappings } = evidence;
  const { scimEndpoint: endpoint, servicePrincipalId } = expected;
  const before: Fingerprint = { endpoint, servicePrincipalId, definitionHash: template.definitionHash, mappings };
  return whatChanged(before, fingerprintNow(onboarding));
}

/** The onboarding as it stands, its mappings as they were last read. */
function fingerprintNow({
  scimEndpoint,
  application,
  logicApp,
  mappings,
}: Parameters<typeof materialChanges>[1]): Fingerprint {
  return {
    endpoint: scimEndpoint,
    servicePrincipalId: application?.servicePrincipalId,
    definitionHash: logicApp?.definitionHash,
    mappings: mappings?.flatMap(({ name: object, enabled, attributes }) =>
      attributes.map(({ source, target, matchingPrecedence: matching, apply }) => ({
        ...{ object, enabled, source, target, matching, apply },
      })),
    ),
  };
}
