import type { Person } from '../ports.ts';
import type { RefuseChanged } from '../request-publishing/ports.ts';
import type { LinkCheckView, LinkLook, UploadFacts, UploadKind } from './contract.ts';

export type UploadRecord = {
  id: string;
  kind: UploadKind;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  facts: UploadFacts;
  uploadedByName: string;
  uploadedAt: Date;
};
export type NewUpload = Omit<UploadRecord, 'id' | 'uploadedAt' | 'uploadedByName'> & { content: Uint8Array };
export type UploadContent = Pick<UploadRecord, 'fileName' | 'mediaType' | 'kind'> & { content: Uint8Array };

/** Throws for a state in which nothing of the request may change. Asked while the request cannot change under it. */
export type RefuseUnlessEditable = (status: string) => void;
/** The request of an onboarding; one of another tenant answers as a missing one. */
type OfRequest = { tenantId: string; onboardingId: string };
/** Who changes the request, and when it must not change. */
type Change = { by: Person; refuse: RefuseUnlessEditable; refuseChanged?: RefuseChanged };

/** Files of publishing requests. Every change is written with its event or not at all. */
export interface Uploads {
  /** Throws `not-found` without a request. */
  refuseUnless(of: OfRequest, refuse: RefuseUnlessEditable): Promise<void>;
  /**
   * A logo takes the place of the earlier one of its kind. The same content again is the first row, and `isNew` false.
   * More than `most` of a kind is a `conflict`.
   */
  add(
    of: OfRequest,
    upload: NewUpload,
    change: Change & { most: number },
  ): Promise<{ upload: UploadRecord; isNew: boolean }>;
  /** Takes a file out of the request; what was handed in with it keeps it. Undefined when it is out already. */
  remove(of: OfRequest, uploadId: string, change: Change): Promise<UploadRecord | undefined>;
  /** Those that are part of the request, oldest first. */
  list(of: OfRequest): Promise<UploadRecord[]>;
  content(of: OfRequest, uploadId: string): Promise<UploadContent | undefined>;
  /** Files with these hashes, also when they were taken out since; without hashes those that are part of the request. */
  listForOperator(submissionId: string, hashes?: string[]): Promise<UploadRecord[]>;
  contentForOperator(submissionId: string, uploadId: string): Promise<UploadContent | undefined>;
}

/** What looks at links of publishing requests showed. A look is kept with its event or not at all. */
export interface LinkChecks {
  /**
   * Notes that a link is about to be looked at, unless `refuse` throws; it is told the looks of the hour before, oldest
   * first. Two at once are told of each other. Throws `not-found` without a request.
   */
  begin(of: OfRequest, at: Date, refuse: (there: { status: string; recent: Date[] }) => void): Promise<void>;
  get(of: OfRequest, url: string): Promise<LinkCheckView | undefined>;
  /** Replaces what is kept about this link. More than `most` links: the one whose look is oldest makes room. */
  save(of: OfRequest, check: LinkCheckView, change: Change & { most: number }): Promise<void>;
  list(of: OfRequest): Promise<LinkCheckView[]>;
  listForOperator(submissionId: string): Promise<LinkCheckView[]>;
}

export type PageAnswer = {
  url: string;
  status: number;
  headers: Record<string, string>;
  text: string;
  truncated: boolean;
  durationMs: number;
};
/** Reads a page that anybody may have named, guarded. Throws `address-refused`, `upstream-unavailable`, `upstream-timeout`. */
export type ReadPage = (request: {
  url: string;
  headers?: Record<string, string>;
  timeoutMs?: number;
  maxBytes?: number;
}) => Promise<PageAnswer>;

/** The text of a PDF page by page, or why it cannot be had. */
export type PdfReading =
  { outcome: 'read'; pages: string[] } | { outcome: 'unreadable' | 'encrypted' | 'too-much'; pages?: undefined };
export type ReadPdf = (bytes: Uint8Array) => Promise<PdfReading>;

export type { LinkLook };
