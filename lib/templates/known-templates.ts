import { CONSUMPTION } from './consumption.ts';
import type { GenerationDescriptor, TemplateId } from './descriptor.ts';
import { canonicalHash } from './canonical-hash.ts';
import { OWN_EDITION_TRIGGER, OWN_EDITION_VERSION, ownEdition } from './own-edition/edition.ts';
import { POLL_LIMIT } from './own-edition/proof.ts';

/** Microsoft's Consumption template 3.1, as published. https://github.com/AzureAD/SCIMReferenceCode */
export const OFFICIAL_CONSUMPTION: GenerationDescriptor = {
  ...CONSUMPTION,
  id: 'official-consumption-3.1',
  title: 'Microsoft’s template for Logic Apps Consumption',
  publisher: 'microsoft',
  reading: 'official-consumption',
  version: '3.1',
  source: {
    kind: 'official-file',
    repository: 'AzureAD/SCIMReferenceCode',
    path: 'Microsoft.SCIM.LogicAppValidationTemplate/[deprecated]logicAppTemplate.json',
    fileSha256: '3ee0c21d10ae93f3d929da1980a59daf2ba95edd87598290b1faa2d6f928af8a',
  },
  canonicalHash: '99088d1be90eccff4b9eda477faa5ddb065ff7cd5aa9d02aa0357deacb2fbcd5',
  trigger: { name: 'Manual_Recurrence', type: 'Recurrence', firesWhenEnabled: true },
  loops: { waitSeconds: 15, logMinutes: 37.5, scimMinutes: 37.5 },
  graphVersion: 'beta',
};

/** Our edition: generated, smaller, and strict about what counts as proof (docs/decisions/0005). */
export const OWN_CONSUMPTION: GenerationDescriptor = {
  ...CONSUMPTION,
  id: `own-consumption-${OWN_EDITION_VERSION}`,
  title: 'This portal’s edition for Logic Apps Consumption',
  publisher: 'portal',
  reading: 'own-consumption',
  version: OWN_EDITION_VERSION,
  source: { kind: 'generated' },
  canonicalHash: canonicalHash(ownEdition()),
  trigger: { name: OWN_EDITION_TRIGGER, type: 'Request', firesWhenEnabled: false },
  loops: { waitSeconds: 15, logMinutes: pollMinutes(), scimMinutes: pollMinutes() },
  graphVersion: 'v1.0',
};

export const KNOWN_TEMPLATES: readonly GenerationDescriptor[] = [OWN_CONSUMPTION, OFFICIAL_CONSUMPTION];

export function templateById(id: string): GenerationDescriptor | undefined {
  return KNOWN_TEMPLATES.find((template) => template.id === id);
}

/** The template a definition is, whoever deployed it; undefined when it is none that we know. */
export function recognise(definition: unknown): GenerationDescriptor | undefined {
  const hash = canonicalHash(definition);
  return KNOWN_TEMPLATES.find((template) => template.canonicalHash === hash);
}

export const isTemplateId = (id: string): id is TemplateId => templateById(id) !== undefined;

function pollMinutes(): number {
  return Number(/^PT(\d+)M$/.exec(POLL_LIMIT.timeout)?.[1]);
}
