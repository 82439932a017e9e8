import { testsToRepeat, whatChanged, type Fingerprint, type MaterialChange } from '#lib/rules/fingerprint.ts';
import { catalogueEntry, TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import type { OnboardingRecord, RunRecord } from '../record/ports.ts';
import { EvidenceContent } from './content.ts';
import type { EvidenceRecord } from './ports.ts';

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

/** The same in sentences, by the evidence where the run was handed in once, else by what is kept of the run. */
export function changesSince(
  { run, evidence }: { run: RunRecord; evidence?: EvidenceRecord },
  onboarding: Parameters<typeof materialChanges>[1],
): string[] {
  const changes = evidence
    ? materialChanges(EvidenceContent.parse(JSON.parse(evidence.text)), onboarding)
    : whatChanged(fingerprintOf(run), fingerprintNow(onboarding));
  return changes.map((change) => `${change.words} ${again(change)}`);
}

function again(change: MaterialChange): string {
  const stale = testsToRepeat([change]);
  if (change.tests === 'all' || stale.length === TEST_CATALOGUE.length) return 'Validate everything again.';
  return `Validate again: ${stale.map((test) => catalogueEntry(test).title).join(', ')}.`;
}

function fingerprintOf({ parameters, definitionHash }: RunRecord): Fingerprint {
  const text = (name: string) => (typeof parameters[name] === 'string' ? parameters[name] : undefined);
  return { endpoint: text('scimEndpoint'), servicePrincipalId: text('servicePrincipalId'), definitionHash };
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
