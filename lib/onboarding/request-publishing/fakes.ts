import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type {
  DraftRecord,
  PublishingDrafts,
  ReverificationRecord,
  SubmissionRecord,
  Submissions,
} from '../record/ports.ts';

export function fakeDrafts(): PublishingDrafts {
  const drafts = new Map<string, DraftRecord>();
  return {
    get: async (tenantId, id) => structuredClone(drafts.get(`${tenantId}/${id}`)),
    async save(tenantId, id, { draft, version, byName }) {
      const key = `${tenantId}/${id}`;
      if ((drafts.get(key)?.version ?? 0) !== version) {
        throw new AppError('version-conflict', 'Somebody else changed the draft meanwhile.');
      }
      const saved = { draft, version: version + 1, updatedByName: byName, updatedAt: new Date() };
      drafts.set(key, saved);
      return structuredClone(saved);
    },
  };
}

export function fakeSubmissions(rows: SubmissionRecord[] = []): Submissions & { rows: SubmissionRecord[] } {
  const reverifications = new Map<string, ReverificationRecord[]>();
  return {
    rows,
    async insert(tenantId, onboardingId, submission) {
      const there = rows.find(({ runId }) => runId === submission.runId);
      if (there) return structuredClone(there);
      const own = { id: randomUUID(), tenantId, onboardingId, status: 'submitted', submittedAt: new Date() };
      const row = { ...submission, ...own };
      rows.unshift(row);
      return structuredClone(row);
    },
    list: async (tenantId, onboardingId) =>
      structuredClone(rows.filter((row) => row.tenantId === tenantId && row.onboardingId === onboardingId)),
    listForOperator: async () => structuredClone(rows),
    getForOperator: async (id) => structuredClone(rows.find((row) => row.id === id)),
    reverificationsForOperator: async (id) => reverifications.get(id) ?? [],
    async addReverificationForOperator(id, reverification) {
      const added = { ...reverification, at: new Date() };
      reverifications.set(id, [added, ...(reverifications.get(id) ?? [])]);
      return added;
    },
  };
}
