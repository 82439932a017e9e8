import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#lib/platform/errors.ts';
import { isEditable, type SubmissionStatus } from '#lib/rules/submission-status.ts';
import type { EvidenceStore } from '../evidence/ports.ts';
import type { Person } from '../ports.ts';
import type {
  AttachmentFacts,
  Attachments,
  FieldChange,
  FindingRecord,
  Findings,
  ReverificationRecord,
  SubmissionRecord,
  Submissions,
} from './ports.ts';

const notFound = () => new AppError('not-found', 'This does not exist, or is not yours.');

export function fakeSubmissions(
  rows: SubmissionRecord[] = [],
  { evidence, findings }: { evidence?: EvidenceStore; findings?: Findings } = {},
): Submissions & { rows: SubmissionRecord[] } {
  const reverifications = new Map<string, ReverificationRecord[]>();
  const own = (tenantId: string, onboardingId: string) =>
    rows.find((row) => row.tenantId === tenantId && row.onboardingId === onboardingId);
  return {
    rows,
    async open(tenantId, onboardingId) {
      const there = own(tenantId, onboardingId);
      if (there) return structuredClone(there);
      const now = new Date();
      const id = randomUUID();
      rows.unshift({
        id,
        tenantId,
        onboardingId,
        status: 'draft',
        statusAt: now,
        version: 0,
        createdAt: now,
        fields: {},
      });
      return structuredClone(rows[0]!);
    },
    get: async (tenantId, onboardingId) => structuredClone(own(tenantId, onboardingId)),
    async saveFields(tenantId, onboardingId, { changes, by }) {
      const row = own(tenantId, onboardingId);
      if (!row) throw notFound();
      if (!isEditable(row.status)) throw new AppError('conflict', 'The request is with the reviewers.');
      const conflicts = changes.filter((change) => !write(row, change, by)).map(({ field }) => field);
      return { submission: structuredClone(row), conflicts };
    },
    async move(tenantId, onboardingId, { version, to, by, submitted, ...asked }) {
      const row = own(tenantId, onboardingId);
      if (!row) throw notFound();
      if (row.version !== version) throw new AppError('version-conflict', 'The request has moved on meanwhile.');
      const at = new Date();
      Object.assign(row, { status: to, statusAt: at, version: version + 1 });
      if (submitted) row.submitted = { at, byId: submitted.byId, byName: submitted.byName, runId: submitted.runId };
      if (submitted?.evidence) await evidence?.insert(tenantId, submitted.evidence);
      if (asked.findings && by) await findings?.addForOperator(row.id, asked.findings, by);
      return structuredClone(row);
    },
    getForOperator: async (id) => structuredClone(rows.find((row) => row.id === id && row.submitted)),
    reverificationsForOperator: async (id) => reverifications.get(id) ?? [],
    async addReverificationForOperator(id, reverification, by) {
      const added = { ...reverification, byName: by.name, at: new Date() };
      reverifications.set(id, [added, ...(reverifications.get(id) ?? [])]);
      return added;
    },
  };
}

/** False when somebody else has changed the field meanwhile. */
function write({ fields }: SubmissionRecord, { field, value, base, source }: FieldChange, by?: Person): boolean {
  const before = fields[field];
  if (before && isDeepStrictEqual(before.value, value)) return true;
  if ((before?.version ?? 0) !== base) return false;
  fields[field] = { value, version: base + 1, source, byName: by?.name ?? 'The portal', at: new Date() };
  return true;
}

/** `statusOf` is the status of the request that a finding belongs to. */
export function fakeFindings(
  statusOf: (submissionId: string) => SubmissionStatus,
  rows: FindingRecord[] = [],
): Findings & { rows: FindingRecord[] } {
  return {
    rows,
    list: async () => structuredClone(rows),
    listForOperator: async (submissionId) => structuredClone(rows.filter((row) => row.submissionId === submissionId)),
    async answer(_tenantId, _onboardingId, { findingId, version, words, side, state, by, refuse }) {
      const row = rows.find(({ id }) => id === findingId);
      if (!row) throw notFound();
      refuse(statusOf(row.submissionId));
      if (row.version !== version) throw new AppError('version-conflict', 'Somebody has answered this meanwhile.');
      if (words !== '') row.messages.push({ side, byName: by.name, words, at: new Date() });
      Object.assign(row, { state, version: version + 1 });
      return structuredClone(row);
    },
    async addForOperator(submissionId, findings, by) {
      const added = findings.map((finding): FindingRecord => ({
        ...{ ...finding, id: randomUUID(), submissionId, state: 'open', version: 0 },
        ...{ createdByName: by.name, createdAt: new Date(), messages: [] },
      }));
      rows.push(...added);
      return structuredClone(added);
    },
  };
}

/** Everything that a request needs is attached to it; a test takes away what it is about. */
export function fakeAttachments(): Attachments & { attached: AttachmentFacts } {
  const attached: AttachmentFacts = {
    files: [],
    logos: { large: true, small: true },
    documents: [{ fileName: 'scim.pdf', missingTopics: [] }],
    links: [],
    canConfirm: false,
    confirmed: [],
  };
  return { attached, facts: async () => structuredClone(attached), uploads: async () => [] };
}
