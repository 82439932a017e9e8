import { z } from 'zod';

/** https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping */
export const AttributeMapping = z.looseObject({
  targetAttributeName: z.string().min(1),
  matchingPriority: z.number().int().min(0).default(0),
  flowType: z
    .enum(['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly'])
    .default('Always'),
  flowBehavior: z.enum(['FlowWhenChanged', 'FlowAlways']).default('FlowWhenChanged'),
  defaultValue: z.string().nullish(),
  source: z.looseObject({
    type: z.enum(['Attribute', 'Constant', 'Function']),
    name: z.string().nullish(),
    expression: z.string().nullish(),
  }),
});
export type AttributeMapping = z.infer<typeof AttributeMapping>;

/** https://learn.microsoft.com/graph/api/resources/synchronization-filter */
const Filter = z.looseObject({
  groups: z
    .array(
      z.looseObject({
        name: z.string().nullish(),
        clauses: z.array(
          z.looseObject({
            sourceOperandName: z.string(),
            operatorName: z.string(),
            targetOperand: z.looseObject({ values: z.array(z.string()) }).nullish(),
          }),
        ),
      }),
    )
    .default([]),
  inputFilterGroups: z.array(z.unknown()).default([]),
  categoryFilterGroups: z.array(z.unknown()).default([]),
});
export type ScopingFilter = z.infer<typeof Filter>;

/** https://learn.microsoft.com/graph/api/resources/synchronization-objectmapping */
const ObjectMapping = z.looseObject({
  name: z.string().nullish(),
  enabled: z.boolean(),
  flowTypes: z.string().default('Add, Update, Delete'),
  sourceObjectName: z.string(),
  targetObjectName: z.string(),
  scope: Filter.nullish(),
  attributeMappings: z.array(AttributeMapping),
});
export type ObjectMapping = z.infer<typeof ObjectMapping>;

const AttributeDefinition = z.looseObject({ name: z.string(), type: z.string().default('String') });
const ObjectDefinition = z.looseObject({ name: z.string(), attributes: z.array(AttributeDefinition) });
const DirectoryDefinition = z.looseObject({ id: z.string(), name: z.string(), objects: z.array(ObjectDefinition) });
export type DirectoryDefinition = z.infer<typeof DirectoryDefinition>;

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema */
export const SyncSchema = z.looseObject({
  id: z.string().nullish(),
  version: z.string().nullish(),
  directories: z.array(DirectoryDefinition).min(1),
  synchronizationRules: z
    .array(
      z.looseObject({
        id: z.string(),
        name: z.string().nullish(),
        sourceDirectoryName: z.string(),
        targetDirectoryName: z.string(),
        objectMappings: z.array(ObjectMapping),
      }),
    )
    .min(1),
});
export type SyncSchema = z.infer<typeof SyncSchema>;

export type ObjectKind = 'User' | 'Group';

export function mappingOf(schema: SyncSchema, kind: ObjectKind): ObjectMapping | undefined {
  return schema.synchronizationRules
    .flatMap((rule) => rule.objectMappings)
    .find((mapping) => mapping.enabled && mapping.sourceObjectName === kind);
}

export function allows(mapping: ObjectMapping, flow: 'Add' | 'Update' | 'Delete'): boolean {
  return mapping.flowTypes.split(',').some((one) => one.trim() === flow);
}

/** Types of the target object's attributes by name; an attribute the schema does not define is a string. */
export function targetTypes(schema: SyncSchema, mapping: ObjectMapping): Map<string, string> {
  const objects = schema.directories.flatMap((directory) => directory.objects);
  const target = objects.find((object) => object.name === mapping.targetObjectName);
  return new Map(target?.attributes.map((attribute) => [attribute.name, attribute.type]));
}

const REFERENCES = new Set(['manager', 'members']);

/** A mapping whose source is other objects: exported after all objects, as their ids in the target. */
export function isReference({ source }: AttributeMapping): boolean {
  return source.type === 'Attribute' && REFERENCES.has(source.name ?? '');
}

export function referenceMapping(mapping: ObjectMapping): AttributeMapping | undefined {
  return mapping.attributeMappings.find(isReference);
}

/** Whether the target keeps disabled users: some attribute depends on the source's soft deletion. */
export function softDeleteMappings(mapping: ObjectMapping): AttributeMapping[] {
  return mapping.attributeMappings.filter(({ source }) =>
    /\[(IsSoftDeleted|accountEnabled)\]/i.test(source.expression ?? `[${source.name}]`),
  );
}
