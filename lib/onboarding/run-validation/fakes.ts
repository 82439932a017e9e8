import { randomUUID } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import type { ActionSnapshot } from '#lib/rules/run-snapshot.ts';
import type { LogicApps, PortalAccess, RunFacts, RunReader, WorkflowFacts } from '../ports.ts';
import type { AuditEntry, RunRecord, Runs, RunStarts } from '../record/ports.ts';
import type { WatchedRun } from './watch-run.ts';

type Failures<Port> = Partial<Record<keyof Port, Error>>;

export type LogicAppsState = {
  workflows: Map<string, WorkflowFacts>;
  versions: Map<string, Pick<WorkflowFacts, 'definition' | 'parameters'>>;
  runs: RunFacts[];
  /** Of every run. */
  actions: Record<string, ActionSnapshot>;
  /** What a run is when it starts. */
  newRunStatus: string;
  /** The platform does not always say which run a trigger started. */
  hidesRunName: boolean;
  secrets: Record<string, string>[];
  calls: string[];
};

/** Logic Apps in memory: workflows with versions, runs started by triggers, a Recurrence that fires when enabled. */
export function fakeLogicApps(changes: Partial<LogicAppsState> = {}, failures: Failures<LogicApps> = {}) {
  const state: LogicAppsState = {
    workflows: new Map(),
    versions: new Map(),
    runs: [],
    actions: {},
    newRunStatus: 'Running',
    hidesRunName: false,
    secrets: [],
    calls: [],
    ...changes,
  };
  const startRun = (resourceId: string): string => {
    const runName = `0858${String(state.runs.length).padStart(20, '0')}CU00`;
    const { versionId } = must(state, resourceId);
    const startedAt = new Date().toISOString();
    state.runs.unshift({ runName, workflowResourceId: resourceId, versionId, status: state.newRunStatus, startedAt });
    return runName;
  };
  const setState = (resourceId: string, next: 'enabled' | 'disabled') => {
    const workflow = must(state, resourceId);
    const fires = workflow.state !== 'enabled' && next === 'enabled' && isRecurrence(workflow);
    state.workflows.set(resourceId, { ...workflow, state: next });
    if (fires) startRun(resourceId);
  };
  const logicApps: LogicApps = {
    ...fakeRunReader(state),
    async write({ resourceId, location, state: next, definition, parameters, secureParameters, tags }) {
      const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
      const before = state.workflows.get(resourceId);
      const versionId = `v${state.versions.size + 1}`;
      const identityPrincipalId = before?.identityPrincipalId ?? 'identity';
      state.secrets.push(secureParameters);
      state.versions.set(versionId, { definition, parameters: values });
      const workflow = { resourceId, location, versionId, identityPrincipalId, tags, definition, parameters: values };
      state.workflows.set(resourceId, { ...workflow, state: before?.state ?? 'disabled' });
      setState(resourceId, next);
      return must(state, resourceId);
    },
    enable: async (resourceId) => setState(resourceId, 'enabled'),
    disable: async (resourceId) => setState(resourceId, 'disabled'),
    trigger: async (resourceId) => {
      const runName = startRun(resourceId);
      return state.hidesRunName ? undefined : runName;
    },
    async cancelRun(_resourceId, runName) {
      for (const run of state.runs) if (run.runName === runName) run.status = 'Cancelled';
    },
  };
  return { state, logicApps: failing(logicApps, state.calls, failures) };
}

function fakeRunReader(state: LogicAppsState): RunReader {
  return {
    workflow: async (resourceId) => structuredClone(state.workflows.get(resourceId)),
    version: async (_resourceId, versionId) => state.versions.get(versionId),
    runs: async (resourceId, limit) =>
      structuredClone(state.runs.filter((run) => run.workflowResourceId === resourceId).slice(0, limit)),
    run: async (_resourceId, runName) => structuredClone(state.runs.find((run) => run.runName === runName)),
    actions: async () =>
      Object.entries(state.actions).map(([name, { status, code, error, inputs, outputs, repetitions = 0 }]) => ({
        name,
        status,
        code,
        error: error && { code: error.code ?? '', message: error.message ?? '' },
        repetitions,
        hasInputs: inputs !== undefined,
        hasOutputs: outputs !== undefined,
      })),
    repetitions: async () => [],
    content: async (_resourceId, _runName, action) => {
      const { inputs, outputs } = state.actions[action] ?? {};
      return { inputs, outputs };
    },
  };
}

/** The portal's own service principal: sees the same cloud until its role is taken away. */
export function fakePortal(reader: RunReader): PortalAccess & { isShutOut: boolean } {
  const portal = {
    clientId: 'portal-client',
    isShutOut: false,
    readerFor: (): RunReader =>
      failing(reader, [], () =>
        portal.isShutOut ? new AppError('upstream-forbidden', 'Azure refused this: AuthorizationFailed.') : undefined,
      ),
  };
  return portal;
}

/** `events` are those that were kept with a change. */
export function fakeRuns(rows: RunRecord[] = [], events: AuditEntry[] = []): Runs {
  const find = (tenantId: string, id: string) => rows.find((run) => run.id === id && run.tenantId === tenantId);
  return {
    async insert(tenantId, onboardingId, run) {
      const there = find(tenantId, run.id);
      if (there) return structuredClone(there);
      const row = aRun({ ...run, tenantId, onboardingId, status: 'starting', startedAt: run.startedAt ?? new Date() });
      rows.unshift(row);
      return structuredClone(row);
    },
    get: async (tenantId, onboardingId, id) => {
      const run = find(tenantId, id);
      return run?.onboardingId === onboardingId ? structuredClone(run) : undefined;
    },
    list: async (tenantId, onboardingId) =>
      structuredClone(rows.filter((run) => run.tenantId === tenantId && run.onboardingId === onboardingId)),
    async update(tenantId, id, changes, event) {
      const run = find(tenantId, id);
      if (!run) throw new AppError('not-found', 'This does not exist, or is not yours.');
      if (event) events.push(event);
      const kept = Object.entries(changes).map(([name, value]) => [name, value ?? undefined]);
      return structuredClone(Object.assign(run, Object.fromEntries(kept)));
    },
    findByRunName: async (tenantId, resourceId, runName) =>
      structuredClone(
        rows.find((run) => run.tenantId === tenantId && run.resourceId === resourceId && run.runName === runName),
      ),
    latestVerifiedReady: async (tenantId, onboardingId) =>
      rows.find((run) => run.tenantId === tenantId && run.onboardingId === onboardingId && run.ready && run.verifiedAt),
    getForOperator: async (id) => structuredClone(rows.find((run) => run.id === id)),
    unfinishedForPortal: async () => rows.filter((run) => run.watchedBy === 'portal' && run.ready === undefined),
  };
}

/** Notes what is to be watched. */
export function fakeRunStarts(runs: Runs, watched: WatchedRun[] = []): RunStarts {
  return {
    async record(tenantId, onboardingId, { runName, versionId, ...run }) {
      const kept = await runs.insert(tenantId, onboardingId, run);
      if (kept.status !== 'starting') return kept;
      if (run.watchedBy === 'portal') watched.push({ tenantId, onboardingId, runId: run.id });
      return runs.update(tenantId, run.id, { runName, versionId, status: 'running' });
    },
  };
}

/** A run that has just started, changed as the test needs it. */
export function aRun(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    id: randomUUID(),
    tenantId: 'contoso',
    onboardingId: 'none',
    resourceId: RESOURCE_ID,
    status: 'running',
    template: 'own-consumption-1.0',
    enabledTests: 'All',
    parameters: { testUserDomain: 'contoso.example' },
    startedById: 'ann',
    startedByName: 'Ann',
    watchedBy: 'portal',
    startedAt: new Date(),
    tests: [],
    blocking: [],
    acceptance: [],
    ...changes,
  };
}

export const SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';
export const RESOURCE_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Logic/workflows/validation`;

function must(state: LogicAppsState, resourceId: string): WorkflowFacts {
  const workflow = state.workflows.get(resourceId);
  if (!workflow) throw new AppError('upstream-not-found', 'Azure did not find it.');
  return workflow;
}

function isRecurrence({ definition }: WorkflowFacts): boolean {
  const triggers = Object.values((definition.triggers ?? {}) as Record<string, { type?: string }>);
  return triggers.some(({ type }) => type === 'Recurrence');
}

function failing<Port extends object>(
  port: Port,
  calls: string[],
  failures: Failures<Port> | (() => Error | undefined),
): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        calls.push(String(name));
        const failure = typeof failures === 'function' ? failures() : failures[name as keyof Port];
        if (failure) throw failure;
        return (member as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}
