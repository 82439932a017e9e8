import 'server-only';
import { pdfText } from '#lib/gateways/pdf/pdf-text.ts';
import { guardedHttp } from '#lib/gateways/scim/guarded-http.ts';
import { readAttachments } from '#lib/onboarding/request-attachments/attachments.ts';
import { checkLink } from '#lib/onboarding/request-attachments/check-link.ts';
import type { UploadKind } from '#lib/onboarding/request-attachments/contract.ts';
import { readDocumentationDraft } from '#lib/onboarding/request-attachments/documentation-draft.ts';
import {
  keepUpload,
  removeUpload,
  uploadContent,
  uploadContentForOperator,
  type OfferedFile,
} from '#lib/onboarding/request-attachments/uploads.ts';
import type { RefuseChanged } from '#lib/onboarding/request-publishing/ports.ts';
import type { SignedIn } from '#lib/platform/session.ts';
import { prismaLinkChecks } from '#lib/repositories/prisma-link-checks.ts';
import { prismaUploads } from '#lib/repositories/prisma-uploads.ts';
import { foundation } from './foundation.ts';
import { personOf, portsFor } from './user-ports.ts';

/** One at a time in this process: a document may keep a thread busy. */
const readPdf = pdfText();

/** Where files and looked-at links of requests are kept. */
export function attachmentStores() {
  const { database } = foundation();
  return { uploads: prismaUploads(database), linkChecks: prismaLinkChecks(database) };
}

type Write = { onboardingId: string; refuseChanged?: RefuseChanged };

/** Files, links and the documentation draft of a publishing request, as this person. */
export function attachmentServices(user: SignedIn) {
  const { config } = foundation();
  const readPage = guardedHttp(new Set(config.ALLOWED_PRIVATE_HOSTS));
  const ports = { ...portsFor(user), ...attachmentStores(), readPage, readPdf };
  const person = personOf(user);
  return {
    read: (onboardingId: string) => readAttachments(ports, { person, onboardingId }),
    keep: (ask: { kind: UploadKind; file: OfferedFile } & Write) => keepUpload(ports, { person, ...ask }),
    remove: (ask: { uploadId: string } & Write) => removeUpload(ports, { person, ...ask }),
    content: (ask: { onboardingId: string; uploadId: string }) => uploadContent(ports, { person, ...ask }),
    checkLink: (ask: { onboardingId: string; url: string }) => checkLink(ports, { person, ...ask }),
    documentationDraft: (onboardingId: string) => readDocumentationDraft(ports, { person, onboardingId }),
  };
}

/** For reviewers. */
export function attachmentReview() {
  const stores = attachmentStores();
  return {
    content: (ask: { submissionId: string; uploadId: string }) => uploadContentForOperator(stores, ask),
  };
}
