import { AppError } from '#lib/platform/errors.ts';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import type { GenerationDescriptor } from '#lib/templates/descriptor.ts';
import { KNOWN_TEMPLATES } from '#lib/templates/known-templates.ts';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { walkActions, type WorkflowDefinition } from '#lib/templates/workflow.ts';
import type { OfficialTemplate } from '../ports.ts';
import type { TemplateEdition, TemplateOption } from './contract.ts';

/** The ids of the editions that the program offers; none means all that this portal has. */
export type OfferedTemplates = readonly string[];

/** The templates on offer, each with its hash; one that cannot be had now says why. */
export async function templateOptions(
  official: OfficialTemplate,
  offered: OfferedTemplates = [],
): Promise<TemplateOption[]> {
  const some = KNOWN_TEMPLATES.filter(({ id }) => isOffered(id, offered));
  return Promise.all(some.map((template) => optionOf(template, official)));
}

/** What is deployed already can be deployed again, whatever is offered to others. */
export const withDeployed = (offered: OfferedTemplates, deployed: string | undefined): OfferedTemplates =>
  offered.length > 0 && deployed ? [...offered, deployed] : offered;

const isOffered = (edition: string, offered: OfferedTemplates): boolean =>
  offered.length === 0 || offered.includes(edition);

/** The page that asked may be older than the offer. */
export function refuseUnlessOffered(edition: TemplateEdition, offered: OfferedTemplates): void {
  if (isOffered(edition, offered)) return;
  throw new AppError(
    'template-unavailable',
    'This template is not offered any more. Reload the page and choose another.',
    {
      template: edition,
    },
  );
}

/** The definition of a known template, unmodified. Refuses one that does not have the hash of its descriptor. */
export async function definitionOf(edition: TemplateEdition, official: OfficialTemplate): Promise<WorkflowDefinition> {
  const descriptor = descriptorOf(edition);
  const loaded = await load(descriptor, official);
  if ('unavailable' in loaded) throw new AppError('template-unavailable', loaded.unavailable, { template: edition });
  if (canonicalHash(loaded.definition) !== descriptor.canonicalHash) {
    throw new AppError('template-unavailable', 'The template that was found is not the one this portal knows.', {
      template: edition,
    });
  }
  return loaded.definition;
}

export function descriptorOf(edition: TemplateEdition): GenerationDescriptor {
  const found = KNOWN_TEMPLATES.find(({ id }) => id === edition);
  if (!found) throw new Error(`No descriptor for the template ${edition}.`);
  return found;
}

async function load(
  { source }: GenerationDescriptor,
  official: OfficialTemplate,
): Promise<{ definition: WorkflowDefinition } | { unavailable: string }> {
  if (source.kind === 'generated') return { definition: ownEdition() };
  const loaded = await official.load();
  return 'unavailable' in loaded ? loaded : { definition: loaded.definition as WorkflowDefinition };
}

async function optionOf(descriptor: GenerationDescriptor, official: OfficialTemplate): Promise<TemplateOption> {
  const { id: edition, title, version, canonicalHash: definitionHash, source } = descriptor;
  const option = { edition, title, version, definitionHash, source: sourceWords(source) };
  const loaded = await load(descriptor, official);
  if ('unavailable' in loaded) return { ...option, unavailable: loaded.unavailable };
  return { ...option, actions: walkActions(loaded.definition.actions).length };
}

function sourceWords(source: GenerationDescriptor['source']): string {
  if (source.kind === 'generated') return 'Made by this portal';
  return `github.com/${source.repository}, ${source.path}, SHA-256 ${source.fileSha256}`;
}
