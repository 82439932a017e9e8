import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { Attachments } from './contract.ts';
import type { LinkChecks, Uploads } from './ports.ts';
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

/** What reviewers see of a request that was handed in. */
export async function attachmentsForOperator(
  { uploads, linkChecks }: Kept,
  submissionId: string,
): Promise<Attachments> {
  const [files, links] = await Promise.all([
    uploads.listForOperator(submissionId),
    linkChecks.listForOperator(submissionId),
  ]);
  return { uploads: files.map(uploadView), links };
}
