import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type {
  AuditEntry,
  AuditTrail,
  FeedbackBox,
  FeedbackRecord,
  GrantRecord,
  Ledger,
  OnboardingRecord,
  Onboardings,
  StoredAnswer,
} from './ports.ts';

const NOT_FOUND = () => new AppError('not-found', 'This does not exist, or is not yours.');

const FAKE_PAGE = 20;

/** What the portal keeps, in memory, with the tenancy of the real thing. */
export function fakeOnboardings(records: OnboardingRecord[] = []): Onboardings {
  const answers = new Map<string, Map<string, StoredAnswer>>();
  const own = (tenantId: string, id: string) => records.find((one) => one.id === id && one.tenantId === tenantId);
  const must = (tenantId: string, id: string) => {
    const record = own(tenantId, id);
    if (!record) throw NOT_FOUND();
    return record;
  };
  const newestFirst = (some: OnboardingRecord[]) =>
    some.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).map((one) => structuredClone(one));
  return {
    async insert(onboarding) {
      const now = new Date();
      const record = { ...onboarding, id: randomUUID(), createdAt: now, updatedAt: now, completed: {}, members: [] };
      records.push(record);
      return structuredClone(record);
    },
    get: async (tenantId, id) => structuredClone(own(tenantId, id)),
    async page(tenantId, { q, after, openTo }) {
      const isOpen = ({ createdById, members }: OnboardingRecord) =>
        openTo === undefined || [createdById, ...members.map(({ objectId }) => objectId)].includes(openTo);
      const asked = records.filter((one) => one.tenantId === tenantId && isOpen(one) && one.name.includes(q));
      const from = Number(after ?? 0);
      const next = from + FAKE_PAGE < asked.length ? { next: String(from + FAKE_PAGE) } : {};
      return { records: newestFirst(asked).slice(from, from + FAKE_PAGE), ...next };
    },
    async change(tenantId, id, changes) {
      Object.assign(must(tenantId, id), changes, changes.mappings && { mappingsReadAt: new Date() });
    },
    async completeStep(tenantId, id, step) {
      must(tenantId, id).completed[step] ??= new Date();
    },
    async addMember(tenantId, id, { objectId, name }) {
      const { members } = must(tenantId, id);
      if (!members.some((one) => one.objectId === objectId)) members.push({ objectId, name });
    },
    answers: async (tenantId, id) => (own(tenantId, id) ? [...(answers.get(id)?.values() ?? [])] : []),
    async saveAnswers(tenantId, id, changed) {
      must(tenantId, id);
      answers.set(id, new Map([...(answers.get(id) ?? []), ...changed.map((one) => [one.rule, one] as const)]));
    },
    async saveLogicApp(tenantId, id, logicApp) {
      must(tenantId, id).logicApp = logicApp;
    },
    async noteLogicApp(tenantId, id, seen) {
      const { logicApp } = must(tenantId, id);
      if (logicApp) logicApp.seen = seen;
    },
    getForOperator: async (id) => structuredClone(records.find((one) => one.id === id)),
  };
}

export function fakeLedger(): Ledger {
  const entries = new Map<string, GrantRecord>();
  const at = (...parts: string[]) => parts.join('|');
  const change = (key: string, changes: Partial<GrantRecord>) => {
    const entry = entries.get(key);
    if (!entry) throw NOT_FOUND();
    entries.set(key, { ...entry, ...changes });
  };
  return {
    list: async (tenantId, id) =>
      [...entries].filter(([key]) => key.startsWith(`${at(tenantId, id)}|`)).map(([, entry]) => entry),
    async recordGranted(tenantId, id, grant) {
      entries.set(at(tenantId, id, grant.permission), { ...grant, grantedAt: new Date() });
    },
    recordReadBack: async (tenantId, id, permission) =>
      change(at(tenantId, id, permission), { readBackAt: new Date(), revokedAt: undefined }),
    recordRevoked: async (tenantId, id, permission) => change(at(tenantId, id, permission), { revokedAt: new Date() }),
  };
}

export function fakeFeedbackBox(): FeedbackBox & { given: FeedbackRecord[] } {
  const given: FeedbackRecord[] = [];
  return {
    given,
    async add(_tenantId, onboardingId, { byId: _byId, ...said }) {
      const of = { id: randomUUID(), onboardingId, tenantName: 'Contoso', applicationName: 'Payroll' };
      given.unshift({ ...said, ...of, at: new Date() });
    },
    async pageForOperator({ after, limit }) {
      const from = Number(after ?? 0);
      const next = from + limit < given.length ? { next: String(from + limit) } : {};
      return { rows: given.slice(from, from + limit), ...next };
    },
    countForOperator: async () => ({ count: given.length, isMoreThanCounted: false }),
    themesForOperator: async () => [],
    async setThemeForOperator(feedbackId, theme) {
      const found = given.find(({ id }) => id === feedbackId);
      if (found) found.theme = theme;
    },
  };
}

export function fakeAuditTrail(): AuditTrail & { entries: (AuditEntry & { at: Date })[] } {
  const entries: (AuditEntry & { at: Date })[] = [];
  return {
    entries,
    record: async (entry) => void entries.unshift({ ...entry, at: new Date() }),
    list: async (tenantId, id) => entries.filter((one) => one.tenantId === tenantId && one.onboardingId === id),
  };
}

/** An onboarding as it is after its start, changed as the test needs it. */
export function anOnboarding(changes: Partial<OnboardingRecord> = {}): OnboardingRecord {
  const now = new Date();
  return {
    id: randomUUID(),
    tenantId: 'contoso',
    tenantName: 'Contoso',
    name: 'Payroll',
    createdById: 'ann',
    createdByName: 'Ann',
    createdAt: now,
    updatedAt: now,
    ruleSet: 'gallery-2026-11',
    completed: {},
    members: [],
    ...changes,
  };
}
