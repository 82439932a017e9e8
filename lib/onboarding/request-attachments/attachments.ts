import { openOnboarding, type AccessPorts } from '../access.ts';
import type { EvidenceUpload } from '../evidence/content.ts';
import type { Person } from '../ports.ts';
import type { Attachments } from './contract.ts';
import type { LinkChecks, UploadRecord, Uploads } from './ports.ts';
import { uploadView } from './uploads.ts';

type Kept = {
  uploads: Pick<Uploads, 'list' | 'listForOperator'>;
  linkChecks: Pick<LinkChecks, 'list' | 'listForOperator'>;
};

/** Files and looked-at links of a request, for the page and for the gate. Who may see them was asked before. */
export async function attachmentsOf(
  { uploads, linkChecks }: Kept,
  of: { tenantId: string; onboardingId: string },
): Promise<Attachments> {
  const [files, links] = await Promise.all([uploads.list(of), linkChecks.list(of)]);
  return { uploads: files.map(uploadView), links };
}

export async function readAttachments(
  ports: AccessPorts & Kept,
  ask: { person: Person; onboardingId: string },
): Promise<Attachments> {
  const { tenantId, id: onboardingId } = await openOnboarding(ports, ask);
  return attachmentsOf(ports, { tenantId, onboardingId });
}

type HandedIn = { submissionId: string; files?: EvidenceUpload[]; urls: string[] };

/**
 * What reviewers see of a request: the files that were handed in, also when they were taken out or replaced since, and the
 * newest looks at its links. Without evidence nobody knows which files they were: then those that are there now.
 */
export async function attachmentsForOperator(
  { uploads, linkChecks }: Kept,
  { submissionId, files, urls }: HandedIn,
): Promise<Attachments> {
  const [rows, looks] = await Promise.all([
    uploads.listForOperator(
      submissionId,
      files?.map(({ sha256 }) => sha256),
    ),
    linkChecks.listForOperator(submissionId),
  ]);
  const handedIn = files ? files.flatMap((file) => rows.find((row) => isSameFile(row, file)) ?? []) : rows;
  return { uploads: handedIn.map(uploadView), links: looks.filter(({ url }) => urls.includes(url)) };
}

const isSameFile = (row: UploadRecord, file: EvidenceUpload): boolean =>
  row.kind === file.kind && row.fileName === file.fileName && row.sha256 === file.sha256;
