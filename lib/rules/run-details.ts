import { listAt, textAt, valueAt } from './run-snapshot.ts';

/** One attribute mapping as the run itself read it from the provisioning service. */
export type MappingRow = {
  object: string;
  enabled: boolean;
  source: string;
  sourceKind: 'attribute' | 'constant' | 'function';
  target: string;
  /** 0 where it does not match objects. */
  matching: number;
  apply: string;
};
export type ObjectScope = { object: string; enabled: boolean; flow: string; filters: number };
export type JobSetting = { name: string; value: string };

/** The table of attribute mappings in a job's schema. https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping */
export function mappingTable(schema: unknown): MappingRow[] {
  return objectMappings(schema).flatMap((mapping) =>
    listAt(mapping, 'attributeMappings').map((one) => ({
      object: nameOf(mapping),
      enabled: valueAt(mapping, 'enabled') !== false,
      source: textAt(one, 'source', 'expression') ?? textAt(one, 'source', 'name') ?? '',
      sourceKind: KINDS[textAt(one, 'source', 'type') ?? ''] ?? 'attribute',
      target: textAt(one, 'targetAttributeName') ?? '',
      matching: Number(valueAt(one, 'matchingPriority') ?? 0),
      apply: textAt(one, 'flowType') ?? 'Always',
    })),
  );
}

/** What each kind of object is provisioned with: which changes flow, and how many scoping filters narrow it. */
export function objectScopes(schema: unknown): ObjectScope[] {
  return objectMappings(schema).map((mapping) => ({
    object: nameOf(mapping),
    enabled: valueAt(mapping, 'enabled') !== false,
    flow: textAt(mapping, 'flowTypes') ?? '',
    filters: ['groups', 'inputFilterGroups', 'categoryFilterGroups'].flatMap((kind) => listAt(mapping, 'scope', kind))
      .length,
  }));
}

/** The job's settings as the run read them. https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob */
export function jobSettings(job: unknown): JobSetting[] {
  const settings: [string, unknown][] = [
    ['Job id', valueAt(job, 'id')],
    ['Template', valueAt(job, 'templateId')],
    ['Schedule', valueAt(job, 'schedule', 'state')],
    ['Interval', valueAt(job, 'schedule', 'interval')],
    ['Status', valueAt(job, 'status', 'code')],
    ['Last cycle', valueAt(job, 'status', 'lastExecution', 'state')],
    ['Quarantine', valueAt(job, 'status', 'quarantine', 'reason')],
    ...listAt(job, 'synchronizationJobSettings').map((one): [string, unknown] => [
      textAt(one, 'name') ?? '',
      valueAt(one, 'value'),
    ]),
  ];
  return settings.flatMap(([name, value]) => (isShown(value) ? [{ name, value: String(value) }] : []));
}

const KINDS: Partial<Record<string, MappingRow['sourceKind']>> = { Constant: 'constant', Function: 'function' };

const objectMappings = (schema: unknown): unknown[] =>
  listAt(schema, 'synchronizationRules').flatMap((rule) => listAt(rule, 'objectMappings'));
const nameOf = (mapping: unknown): string => textAt(mapping, 'name') ?? textAt(mapping, 'targetObjectName') ?? '';
const isShown = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
