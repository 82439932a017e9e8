import type { Directory } from '../directory/state.ts';
import { entitled } from './entitlement.ts';
import type { Departure, Item, Run } from './run.ts';
import { isInFilter } from './scoping-filter.ts';
import { mappingOf, type ObjectKind, type ObjectMapping } from './schema-shape.ts';
import { appRoleNames, groupSource, userSource, type SourceObject } from './source-object.ts';
import { rowId, type LinkRow, type SecretPair } from './state.ts';

export type Plan = {
  /** Objects that changed since they were last looked at, or are due for a retry. */
  items: Item[];
  entitledCount: number;
  entitledIds: ReadonlySet<string>;
};

export type PlanInput = Pick<Run, 'core' | 'directory' | 'state' | 'job' | 'isFull'>;

/** Compares the directory with what the job knows, and says what is to be done about each object. */
export function planRun(input: PlanInput): Plan {
  const sources = sourcesInScope(input);
  const present = new Map(sources.map((source) => [source.id, source]));
  const links = new Map(
    input.state.links.find((link) => link.jobId === input.job.id).map((link) => [link.sourceId, link]),
  );
  const kept = sources.flatMap((source) => keptItem(input, source, links.get(source.id)));
  const left = [...links.values()]
    .filter((link) => !present.has(link.sourceId))
    .flatMap((link) => leavingItem(input, link));
  return {
    items: [...kept, ...left].flatMap((item) => dueItem(input, item)),
    entitledCount: sources.length,
    entitledIds: new Set(present.keys()),
  };
}

export function settingOf(secrets: SecretPair[], key: string): string | undefined {
  return secrets.find((pair) => pair.key === key)?.value;
}

export function secretsOf({ state, job }: Pick<Run, 'state' | 'job'>): SecretPair[] {
  return state.secrets.get(job.servicePrincipalId)?.values ?? [];
}

export function sourcesInScope({ core, directory, state, job }: PlanInput): SourceObject[] {
  const isSyncAll = settingOf(secretsOf({ state, job }), 'SyncAll')?.toLowerCase() === 'true';
  const scope = {
    tenantId: job.tenantId,
    servicePrincipalId: job.servicePrincipalId,
    isSyncAll,
    now: core.clock.now(),
  };
  const { users, groups, rolesOf } = entitled(directory, scope);
  const isLinked = (sourceId: string) => state.links.get(rowId(job.id, sourceId)) !== undefined;
  return [
    ...users.map((user) => {
      const appRoles = appRoleNames(directory, job.servicePrincipalId, rolesOf(user.id));
      return userSource(user, { isEntitled: true, appRoles });
    }),
    ...groups.map((group) => groupSource(group, group.memberIds.filter(isLinked))),
  ];
}

function keptItem(input: PlanInput, source: SourceObject, link: LinkRow | undefined): Item[] {
  const mapping = mappingOf(input.job.schema, source.kind);
  if (!mapping) return [];
  const { id, kind } = source;
  const item = { sourceId: id, kind, mapping, source, link, isRetry: false };
  if (isInFilter(mapping.scope, source.read)) return [{ ...item, fate: 'keep', fingerprint: source.fingerprint }];
  const fingerprint = `filtered ${source.fingerprint}`;
  // Out of the filter and never provisioned: nothing to take back, only to be noted.
  if (!link) return [{ ...item, fate: 'skip', fingerprint }];
  return [leaving({ input, link, mapping }, 'out-of-scope')];
}

function leavingItem(input: PlanInput, link: LinkRow): Item[] {
  const mapping = mappingOf(input.job.schema, link.kind);
  return mapping ? [leaving({ input, link, mapping }, departureOf(input.directory, link))] : [];
}

type Leaving = { input: PlanInput; link: LinkRow; mapping: ObjectMapping };

function leaving({ input, link, mapping }: Leaving, departure: Departure): Item {
  return {
    sourceId: link.sourceId,
    kind: link.kind,
    mapping,
    link,
    source: formerSource(input.directory, link),
    fate: 'leave',
    departure,
    fingerprint: `left ${departure}`,
    isRetry: false,
  };
}

/** A user who left is still there to read, and reads as soft-deleted. */
function formerSource(directory: Directory, link: LinkRow): SourceObject | undefined {
  const user = link.kind === 'User' ? directory.users.get(link.sourceId) : undefined;
  return user && userSource(user, { isEntitled: false, appRoles: [] });
}

function departureOf(directory: Directory, { kind, sourceId }: { kind: ObjectKind; sourceId: string }): Departure {
  const row = kind === 'User' ? directory.users.get(sourceId) : directory.groups.get(sourceId);
  if (!row) return 'purged';
  return row.deletedAt ? 'deleted' : 'out-of-scope';
}

function dueItem({ core, state, job, isFull }: PlanInput, item: Item): Item[] {
  const id = rowId(job.id, item.sourceId);
  const escrowed = state.escrows.get(id);
  if (escrowed && new Date(escrowed.nextAttemptAt) <= core.clock.now()) return [{ ...item, isRetry: true }];
  const isChanged = state.watermarks.get(id)?.fingerprint !== item.fingerprint;
  return isFull || isChanged ? [item] : [];
}
