import { randomUUID } from 'node:crypto';
import { subHours } from 'date-fns';
import { AppError } from '#lib/platform/errors.ts';
import type { Person } from '../ports.ts';
import type { AuditTrail } from '../record/ports.ts';
import type { LinkCheckView } from './contract.ts';
import type { LinkChecks, UploadContent, UploadRecord, Uploads } from './ports.ts';

const NOT_FOUND = () => new AppError('not-found', 'This does not exist, or is not yours.');
type Row = UploadRecord & UploadContent & { removed?: boolean };
type Request = { tenantId: string; onboardingId: string; status: string };

type Audit = Pick<AuditTrail, 'record'>;

/** The files of one request, in memory, with the tenancy and the events of the real thing. */
export function fakeUploads(request: Request, audit: Audit): Uploads & { rows: Row[] } {
  const rows: Row[] = [];
  const isOwn = (of: { tenantId: string; onboardingId: string }) =>
    of.tenantId === request.tenantId && of.onboardingId === request.onboardingId;
  const live = () => rows.filter(({ removed }) => !removed);
  const guard: Uploads['refuseUnless'] = async (of, refuse) => {
    if (!isOwn(of)) throw NOT_FOUND();
    refuse(request.status);
  };
  const said = (action: string, { id: uploadId, kind, fileName, sha256 }: Row, actor: Person) =>
    audit.record({ ...ofRequest(request), actor, action, facts: { uploadId, kind, fileName, sha256 } });
  return {
    rows,
    refuseUnless: guard,
    async add(of, upload, { by, refuse, most }) {
      await guard(of, refuse);
      const same = live().find(({ kind, sha256 }) => kind === upload.kind && sha256 === upload.sha256);
      if (same) return { upload: same, isNew: false };
      if (most === 1) for (const row of live()) row.removed ||= row.kind === upload.kind;
      const row = { ...upload, id: randomUUID(), uploadedAt: new Date(), uploadedByName: by.name };
      rows.push(row);
      await said('request.file-added', row, by);
      return { upload: row, isNew: true };
    },
    async remove(of, uploadId, { by, refuse }) {
      await guard(of, refuse);
      const row = rows.find(({ id }) => id === uploadId);
      if (!row) throw NOT_FOUND();
      if (row.removed) return undefined;
      row.removed = true;
      await said('request.file-removed', row, by);
      return row;
    },
    list: async (of) => (isOwn(of) ? live() : []),
    content: async (of, uploadId) => (isOwn(of) ? rows.find(({ id }) => id === uploadId) : undefined),
    listForOperator: async (_submissionId, hashes) =>
      hashes ? rows.filter(({ sha256 }) => hashes.includes(sha256)) : live(),
    contentForOperator: async (_submissionId, uploadId) => rows.find(({ id }) => id === uploadId),
  };
}

const ofRequest = ({ tenantId, onboardingId }: Request) => ({ tenantId, onboardingId });

export function fakeLinkChecks(request: Request, audit: Audit): LinkChecks {
  const checks = new Map<string, LinkCheckView>();
  const looks: Date[] = [];
  const isOwn = (of: { tenantId: string; onboardingId: string }) =>
    of.tenantId === request.tenantId && of.onboardingId === request.onboardingId;
  return {
    async begin(of, at, refuse) {
      if (!isOwn(of)) throw NOT_FOUND();
      refuse({ status: request.status, recent: looks.filter((look) => look > subHours(at, 1)) });
      looks.push(at);
    },
    get: async (of, url) => (isOwn(of) ? structuredClone(checks.get(url)) : undefined),
    async save(of, check, { by, refuse }) {
      if (!isOwn(of)) throw NOT_FOUND();
      refuse(request.status);
      checks.set(check.url, structuredClone(check));
      const facts = { url: check.url, outcome: check.look.outcome };
      await audit.record({ ...ofRequest(request), actor: by, action: 'request.link-checked', facts });
    },
    list: async (of) => (isOwn(of) ? [...checks.values()] : []),
    listForOperator: async () => [...checks.values()],
  };
}
