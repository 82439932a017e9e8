import { createHash } from 'node:crypto';
import type { OfficialFileSource } from './descriptor.ts';
import type { WorkflowDefinition } from './workflow.ts';

/** The file is not the one we know: changed, cut short, or another version. */
export class UnknownTemplateFile extends Error {
  readonly expectedSha256: string;
  readonly actualSha256: string;
  constructor(expectedSha256: string, actualSha256: string) {
    super(`The file has SHA-256 ${actualSha256}; the known template has ${expectedSha256}.`);
    this.expectedSha256 = expectedSha256;
    this.actualSha256 = actualSha256;
  }
}

export type OfficialTemplate = { definition: WorkflowDefinition; parameters: Record<string, { value?: unknown }> };

/** Takes the bytes of the published file only if their SHA-256 is the known one; what it holds is then used unmodified. */
export function readOfficialFile(bytes: Uint8Array, source: OfficialFileSource): OfficialTemplate {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== source.fileSha256) throw new UnknownTemplateFile(source.fileSha256, actual);
  return JSON.parse(new TextDecoder().decode(bytes)) as OfficialTemplate;
}

/** Where the repository serves the file of a branch, tag or commit. */
export function rawFileUrl(
  { repository, path }: Pick<OfficialFileSource, 'repository' | 'path'>,
  ref = 'master',
): string {
  const segments = path.split('/').map(encodeURIComponent);
  return `https://raw.githubusercontent.com/${repository}/${ref}/${segments.join('/')}`;
}
