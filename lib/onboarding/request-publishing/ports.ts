import type { DecisionKind, ToldKind } from '#lib/rules/decisions.ts';
import type { FindingState } from '#lib/rules/finding-state.ts';
import type { Telling } from '#lib/rules/notifications.ts';
import type { RiskFlag } from '#lib/rules/risk-flags.ts';
import type { SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { Person } from '../ports.ts';
import type { AcceptanceCheck } from '../run-validation/contract.ts';
import type { EvidenceUpload } from '../evidence/content.ts';
import type { NewEvidence } from '../evidence/ports.ts';

/** What the portal keeps of publishing requests. Every read and change names the tenant, as everywhere (record/ports.ts). */

export type FieldRecord = {
  value: unknown;
  /** Grows with each change of this field; 0 stands for a field that was never filled in. */
  version: number;
  /** Where the portal took it from; absent once a person has changed it. */
  source?: string;
  byName: string;
  byId?: string;
  at: Date;
};
export type SubmissionRecord = {
  /** The Submission ID. */
  id: string;
  tenantId: string;
  onboardingId: string;
  status: SubmissionStatus;
  statusAt: Date;
  /** Grows with each change of status. */
  version: number;
  createdAt: Date;
  /** When the side whose turn it is will be late, as counted last; absent while no clock runs. */
  dueAt?: Date;
  fields: Record<string, FieldRecord>;
  /** The newest handing in. */
  submitted?: { at: Date; byId: string; byName: string; runId?: string };
};
export type FieldChange = {
  field: string;
  value: unknown;
  /** The field’s version that the change is based on. */
  base: number;
  source?: string;
};
export type Move = {
  /** The request’s version that the person saw; another one on the server is a `version-conflict`. */
  version: number;
  to: SubmissionStatus;
  /** Undefined for the portal itself. */
  by?: Person;
  /** In the audit trail. */
  action: string;
  facts?: Record<string, unknown>;
  /** What the person who moves it asks for: kept together with the move or not at all. */
  findings?: NewFinding[];
  /** What the reviewer who moves it decided: kept together with the move or not at all. */
  decision?: { kind: DecisionKind; reason: string };
  /** The checklist as it was when it was found complete; another one on the server is a `version-conflict`. */
  checked?: { number: number; versions: Record<string, number> };
  /** With a handing in: kept together with it or not at all. */
  submitted?: HandingIn;
  /** The newest sign of the publisher that was seen; a newer one is a `version-conflict`. */
  quietSince?: Date;
};
export type HandingIn = {
  byId: string;
  byName: string;
  runId?: string;
  evidence?: NewEvidence;
  /** The versions of the fields that were judged; other ones on the server are a `version-conflict`. */
  fieldVersions: Record<string, number>;
  /** The hashes of the files that were judged; other files in the request are a `version-conflict`. */
  files: string[];
  /** Of whoever hands in what they have read. */
  refuseChanged?: RefuseChanged;
  /** What of it a reviewer should look at closely; whether it is the vendor’s first is added where it is kept. */
  risks?: RiskFlag[];
};
export type ReverificationRecord = {
  at: Date;
  byName: string;
  checks: AcceptanceCheck[];
  differences: string[];
  problem?: string;
};

export interface Submissions {
  /** The onboarding’s one request, made by the first call. */
  open(tenantId: string, onboardingId: string, by: Person): Promise<SubmissionRecord>;
  get(tenantId: string, onboardingId: string): Promise<SubmissionRecord | undefined>;
  /**
   * Writes each field whose version is still the one its change is based on, with an event each in the same transaction;
   * the others are left as they are and named. A value that is there already is no change.
   * A request that is not editable is a `conflict`.
   */
  saveFields(
    tenantId: string,
    onboardingId: string,
    change: { changes: FieldChange[]; by?: Person; refuseChanged?: RefuseChanged },
  ): Promise<{ submission: SubmissionRecord; conflicts: string[] }>;
  /** Changes the status with its event in one transaction. Whether the move is allowed is the caller’s to say. */
  move(tenantId: string, onboardingId: string, move: Move): Promise<SubmissionRecord>;
  /** Handed in at least once. */
  getForOperator(submissionId: string): Promise<SubmissionRecord | undefined>;
  /** Newest first. */
  reverificationsForOperator(submissionId: string): Promise<ReverificationRecord[]>;
  /** With its event. */
  addReverificationForOperator(
    submissionId: string,
    reverification: Omit<ReverificationRecord, 'at' | 'byName'>,
    by: Person,
  ): Promise<ReverificationRecord>;
}

/** Changes were asked for, and no sign of the vendor has been there since. */
export type Unanswered = {
  tenantId: string;
  onboardingId: string;
  submissionId: string;
  application: string;
  version: number;
  status: SubmissionStatus;
  /** The asking, or what the vendor did last: filled in, uploaded, taken out, written or run. */
  quietSince: Date;
};
type Asked = { expiryDays: number; limit: number };
/** Those that have been quiet longest come first. A reminder counts until there is a sign, or a longer time is set. */
export interface UnansweredRequests {
  /** Quiet since before then, with no reminder that counts. */
  unremindedForPortal(asked: Asked & { quietBefore: Date }): Promise<Unanswered[]>;
  /** Those for which the day is over that their reminder named. */
  overdueForPortal(asked: Asked & { now: Date }): Promise<Unanswered[]>;
  /** Notes the reminder and tells it in one transaction. False when something has happened to the request meanwhile. */
  remindForPortal(request: Unanswered, reminder: Reminder): Promise<boolean>;
}
export type Reminder = { at: Date; expiresAt: Date; telling: Telling };

export type FindingKind = 'mandatory' | 'suggestion' | 'question';
export type FindingRecord = {
  id: string;
  submissionId: string;
  anchor: { kind: 'field' | 'test' | 'rule' | 'request'; name: string };
  kind: FindingKind;
  words: string;
  state: FindingState;
  version: number;
  createdByName: string;
  createdAt: Date;
  messages: { side: 'isv' | 'operator'; byName: string; words: string; at: Date }[];
};
export type NewFinding = Pick<FindingRecord, 'anchor' | 'kind' | 'words'>;

/** What reviewers ask of the vendor, item by item. */
export interface Findings {
  /** Oldest first. */
  list(tenantId: string, onboardingId: string): Promise<FindingRecord[]>;
  listForOperator(submissionId: string): Promise<FindingRecord[]>;
  /**
   * Adds a message, unless the words are empty, and sets the state, with its event, if the finding is still at this version;
   * else `version-conflict`. `refuse` throws for a status of the request, which cannot change meanwhile.
   */
  answer(
    tenantId: string,
    onboardingId: string,
    answer: {
      findingId: string;
      version: number;
      words: string;
      side: 'isv' | 'operator';
      state: FindingState;
      by: Person;
      refuse: (status: SubmissionStatus) => void;
    },
  ): Promise<FindingRecord>;
  addForOperator(submissionId: string, findings: NewFinding[], by: Person): Promise<FindingRecord[]>;
}

/** A decision as the ISV is told it. */
export type DecisionTold = { kind: ToldKind; reason: string; byName: string; at: Date };

/** What reviewers decided; a second opinion that they asked for among themselves is none. */
export interface DecisionsTold {
  newest(tenantId: string, onboardingId: string): Promise<DecisionTold | undefined>;
}

/** Of a request what its writers hold fast while they write. */
export type DraftState = { version: number; fieldVersions: Record<string, number>; files: string[] };
/** Throws unless a request is still as somebody read it. Asked while it cannot change. */
export type RefuseChanged = (now: DraftState) => void;

/** What is attached to a request, in the gate’s words. */
export type AttachmentFacts = {
  /** SHA-256 of each file that is part of the request, in order. */
  files: string[];
  logos: { large: boolean; small: boolean };
  documents: { fileName: string; missingTopics: string[] }[];
  /** As last looked at; a link that nobody has looked at is missing. */
  links: { url: string; ok: boolean; problem?: string; missingTopics: string[] }[];
  /** Mail is set up, so that contacts can confirm their address. */
  canConfirm: boolean;
  confirmed: string[];
};

/** What is attached to a request: logos, documents, links as last looked at, contacts that have answered. */
export interface Attachments {
  facts(tenantId: string, onboardingId: string): Promise<AttachmentFacts>;
  /** The files, by their hashes. */
  uploads(tenantId: string, onboardingId: string): Promise<EvidenceUpload[]>;
}
