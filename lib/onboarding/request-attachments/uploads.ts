import { createHash } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import { isEditable, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import { openOnboarding, type AccessPorts } from '../access.ts';
import type { Person } from '../ports.ts';
import type { RefuseChanged } from '../request-publishing/ports.ts';
import type { OnboardingRecord } from '../record/ports.ts';
import { MAX_DOCUMENTS, type FailedPoint, type UploadFacts, type UploadKind } from './contract.ts';
import type { UploadOutcome, UploadView } from './contract.ts';
import { judgeDocument } from './judge-document.ts';
import { judgeLogoFile } from './judge-logo.ts';
import type { ReadPdf, UploadContent, UploadRecord, Uploads } from './ports.ts';

export type UploadPorts = AccessPorts & { uploads: Uploads; readPdf: ReadPdf };
type Ask = { person: Person; onboardingId: string };
type Write = Ask & { refuseChanged?: RefuseChanged };
export type OfferedFile = { bytes: Uint8Array; mediaType: string; fileName: string };
/** What a look into a file found: why it cannot be taken, or what is in it. */
export type Judged = { failed: FailedPoint[]; facts: UploadFacts };

/** Nothing of a request changes while the reviewers have it. */
export function refuseUnlessEditable(status: string): void {
  if (isEditable(status as SubmissionStatus)) return;
  throw new AppError('conflict', 'The request is with the reviewers and can no longer be changed.');
}

/**
 * Takes a logo or a document into the request, if it is as the gallery wants it; otherwise says why not and keeps nothing.
 * The same file again changes nothing.
 */
export async function keepUpload(
  ports: UploadPorts,
  { person, onboardingId, kind, file, refuseChanged }: Write & { kind: UploadKind; file: OfferedFile },
): Promise<UploadOutcome> {
  const onboarding = await openOnboarding(ports, { person, onboardingId });
  const of = { tenantId: onboarding.tenantId, onboardingId };
  // Before the work of looking into it.
  await ports.uploads.refuseUnless(of, refuseUnlessEditable);
  const { failed, facts } = await judged(ports, { kind, file, onboarding });
  const { bytes, mediaType, fileName } = file;
  if (failed.length > 0) return { outcome: 'refused', fileName, failed };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { upload } = await ports.uploads.add(
    of,
    { kind, fileName, mediaType, sha256, facts, content: bytes, bytes: bytes.length },
    { by: person, refuse: refuseUnlessEditable, refuseChanged, most: kind === 'document' ? MAX_DOCUMENTS : 1 },
  );
  return { outcome: 'kept', upload: uploadView(upload) };
}

/** Takes a file out of the request. Asked again it does nothing. */
export async function removeUpload(ports: UploadPorts, ask: Write & { uploadId: string }): Promise<void> {
  const onboarding = await openOnboarding(ports, ask);
  const of = { tenantId: onboarding.tenantId, onboardingId: onboarding.id };
  await ports.uploads.remove(of, ask.uploadId, {
    ...{ by: ask.person, refuse: refuseUnlessEditable, refuseChanged: ask.refuseChanged },
  });
}

export async function uploadContent(
  ports: Pick<UploadPorts, 'uploads'> & AccessPorts,
  { uploadId, ...ask }: Ask & { uploadId: string },
): Promise<UploadContent> {
  const { tenantId } = await openOnboarding(ports, ask);
  return must(await ports.uploads.content({ tenantId, onboardingId: ask.onboardingId }, uploadId));
}

/** For reviewers, who read every request that was handed in. */
export async function uploadContentForOperator(
  { uploads }: Pick<UploadPorts, 'uploads'>,
  { submissionId, uploadId }: { submissionId: string; uploadId: string },
): Promise<UploadContent> {
  return must(await uploads.contentForOperator(submissionId, uploadId));
}

export function uploadView({ uploadedAt, ...upload }: UploadRecord): UploadView {
  return { ...upload, uploadedAt: uploadedAt.toISOString() };
}

function must(content: UploadContent | undefined): UploadContent {
  if (!content) throw new AppError('not-found', 'This does not exist, or is not yours.');
  return content;
}

type Offered = { kind: UploadKind; file: OfferedFile; onboarding: OnboardingRecord };

async function judged({ readPdf }: UploadPorts, { kind, file, onboarding }: Offered): Promise<Judged> {
  return kind === 'document' ? judgeDocument(readPdf, file, onboarding) : judgeLogoFile(kind, file.bytes);
}
