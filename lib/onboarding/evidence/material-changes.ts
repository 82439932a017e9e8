import { testsToRepeat, whatChanged, type Fingerprint, type MaterialChange } from '#lib/rules/fingerprint.ts';
import { scrub } from '#lib/rules/scrub.ts';
import { catalogueEntry, TEST_CATALOGUE } from '#lib/rules/test-catalogue.ts';
import type { ObjectMapping } from '../configure-provisioning/contract.ts';
import type { LogicAppSeen, OnboardingRecord, RunRecord } from '../record/ports.ts';
import { EvidenceContent } from './content.ts';
import type { EvidenceRecord } from './ports.ts';

type Integration = Pick<OnboardingRecord, 'scimEndpoint' | 'application' | 'logicApp' | 'mappings' | 'mappingsReadAt'>;
type Proven = Pick<EvidenceContent, 'expected' | 'template' | 'mappings' | 'parameters'>;
/** What the sources say in this moment; what could not be read is left out. */
export type ReadNow = {
  mappings?: ObjectMapping[];
  /** Where the provisioning job sends what it provisions. */
  provisionsTo?: string;
  logicApp?: Pick<LogicAppSeen, 'definitionHash' | 'parameters'>;
};

/** In sentences: what changed since the run, by the evidence where it was handed in once, else by what is kept of the run. */
export function changesSince(
  { run, evidence }: { run: RunRecord; evidence?: EvidenceRecord },
  onboarding: Integration,
): string[] {
  const before = evidence ? fingerprintOf(EvidenceContent.parse(JSON.parse(evidence.text))) : fingerprintOfRun(run);
  return sentences(whatChanged(before, fingerprintNow(onboarding, readSince(run.startedAt, onboarding))));
}

/** The same by what has just been read of the run and of what is there now. */
export function changesAtSource(content: Proven, onboarding: Integration, now: ReadNow): string[] {
  return sentences(whatChanged(fingerprintOf(content), fingerprintNow(onboarding, now)));
}

const sentences = (changes: MaterialChange[]): string[] => changes.map((change) => `${change.words} ${again(change)}`);

function again(change: MaterialChange): string {
  const stale = testsToRepeat([change]);
  if (change.tests === 'all' || stale.length === TEST_CATALOGUE.length) return 'Validate everything again.';
  return `Validate again: ${stale.map((test) => catalogueEntry(test).title).join(', ')}.`;
}

function fingerprintOf({ expected, template, mappings, parameters }: Proven): Fingerprint {
  const { scimEndpoint: endpoint, servicePrincipalId } = expected;
  return { endpoint, servicePrincipalId, definitionHash: template.definitionHash, mappings, parameters };
}

function fingerprintOfRun({ parameters, definitionHash, mappings }: RunRecord): Fingerprint {
  const text = (name: string) => (typeof parameters[name] === 'string' ? parameters[name] : undefined);
  const [endpoint, servicePrincipalId] = [text('scimEndpoint'), text('servicePrincipalId')];
  return { endpoint, servicePrincipalId, definitionHash, mappings, parameters };
}

/** What was read before the run started says nothing of what changed after it. */
function readSince(start: Date, { mappings, mappingsReadAt, logicApp }: Integration): ReadNow {
  const isLater = (at: Date | undefined) => at !== undefined && at > start;
  const deployed = logicApp && { definitionHash: logicApp.definitionHash, parameters: {}, at: logicApp.deployedAt };
  const readings = [logicApp?.seen, deployed].filter((reading) => isLater(reading?.at));
  const [newest] = readings.sort((a, b) => b!.at.getTime() - a!.at.getTime());
  return { mappings: isLater(mappingsReadAt) ? mappings : undefined, logicApp: newest };
}

function fingerprintNow(
  { scimEndpoint, application }: Integration,
  { mappings, logicApp, provisionsTo }: ReadNow,
): Fingerprint {
  return {
    endpoint: scimEndpoint,
    servicePrincipalId: application?.servicePrincipalId,
    definitionHash: logicApp?.definitionHash,
    provisionsTo,
    parameters: logicApp?.parameters,
    // What is kept of a run has lost what looks like a secret.
    mappings: scrub(mappings)?.flatMap(({ name: object, enabled, attributes }) =>
      attributes.map(({ source, target, matchingPrecedence: matching, apply }) => ({
        ...{ object, enabled, source, target, matching, apply },
      })),
    ),
  };
}
