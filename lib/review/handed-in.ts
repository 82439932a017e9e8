import { attachmentsForOperator } from '#lib/onboarding/request-attachments/attachments.ts';
import type { LinkChecks, Uploads } from '#lib/onboarding/request-attachments/ports.ts';
import { confirmationsForOperator } from '#lib/onboarding/request-contacts/ask-contact.ts';
import type { ContactConfirmations } from '#lib/onboarding/request-contacts/ports.ts';
import { KeptContent } from '#lib/onboarding/evidence/content.ts';
import type { EvidenceRecord } from '#lib/onboarding/evidence/ports.ts';
import type { EnteredFields } from '#lib/onboarding/request-publishing/contract.ts';
import type { SubmissionRecord } from '#lib/onboarding/request-publishing/ports.ts';
import { evidenceView, fieldsView } from '#lib/onboarding/request-publishing/read-request.ts';
import type { SubmissionView } from './contract.ts';

export type HandedInPorts = {
  uploads: Pick<Uploads, 'list' | 'listForOperator'>;
  linkChecks: Pick<LinkChecks, 'list' | 'listForOperator'>;
  confirmations: ContactConfirmations;
  isMailSetUp: boolean;
};
type Shown = Pick<SubmissionView, 'fields' | 'attachments' | 'contacts' | 'evidence'> & {
  acceptance?: SubmissionView['acceptance'];
};

/**
 * What was handed in last, from its evidence: not what the publisher is changing since. Of a handing in that left no
 * evidence only the request as it stands is known.
 */
export async function handedInLast(
  ports: HandedInPorts,
  { submission, evidence }: { submission: SubmissionRecord; evidence?: EvidenceRecord },
): Promise<Shown> {
  const content = evidence && KeptContent.parse(JSON.parse(evidence.text));
  const fields: EnteredFields = content?.request ?? fieldsView(submission);
  const { id: submissionId } = submission;
  const [attachments, contacts] = await Promise.all([
    attachmentsForOperator(ports, { submissionId, files: content?.uploads, urls: urlsIn(fields) }),
    confirmationsForOperator(ports, { submissionId, emails: emailsIn(fields) }),
  ]);
  // Without a run there was nothing to check.
  const acceptance = content?.format === 2 ? [] : content?.acceptance;
  return {
    ...{ fields, attachments, contacts, acceptance },
    evidence: evidence && evidenceView(evidence),
  };
}

const urlsIn = (fields: EnteredFields): string[] => textsIn(fields, ['docs.links', 'docs.microsoftLearn']);
const emailsIn = (fields: EnteredFields): string[] =>
  textsIn(fields, ['contacts.engineering.email', 'contacts.support.email']).map((email) => email.toLowerCase());

const textsIn = (fields: EnteredFields, names: string[]): string[] =>
  names
    .flatMap((name) => fields[name]?.value ?? [])
    .filter((value) => typeof value === 'string')
    .map((value) => value.trim());
