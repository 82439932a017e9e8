import { parseExpression } from './expressions/parse.ts';
import type { AttributeMapping, ObjectMapping, SyncSchema } from './schema-shape.ts';
import { operatorNamed } from './scoping-filter.ts';
import { parseTargetPath } from './target-path.ts';

/** https://learn.microsoft.com/entra/identity/app-provisioning/known-issues */
const MAX_EXPRESSION = 10_000;

export type Flaw = { code: string; message: string };

/** The first thing in a schema that the engine could not work with; undefined when there is none. */
export function firstFlaw(schema: SyncSchema): Flaw | undefined {
  const mappings = schema.synchronizationRules.flatMap((rule) => rule.objectMappings);
  return first(mappings, (mapping) => scopeFlaw(mapping) ?? first(mapping.attributeMappings, attributeFlaw));
}

function scopeFlaw({ name, scope }: ObjectMapping): Flaw | undefined {
  if (scope?.inputFilterGroups.length || scope?.categoryFilterGroups.length) {
    return {
      code: 'NotImplemented',
      message: `${name}: the emulator does not support input and category filter groups.`,
    };
  }
  const clauses = (scope?.groups ?? []).flatMap((group) => group.clauses);
  const unknown = clauses.find((clause) => !operatorNamed(clause.operatorName));
  return unknown && { code: 'InvalidFilter', message: `${name}: there is no operator '${unknown.operatorName}'.` };
}

function attributeFlaw({ targetAttributeName, source }: AttributeMapping): Flaw | undefined {
  const flaw =
    pathFlaw(targetAttributeName) ?? (source.type === 'Function' ? expressionFlaw(source.expression ?? '') : undefined);
  return flaw && { ...flaw, message: `${targetAttributeName}: ${flaw.message}` };
}

function pathFlaw(name: string): Flaw | undefined {
  try {
    parseTargetPath(name);
    return undefined;
  } catch (error) {
    // The name is what the caller sent: it is told, nothing else can fail here.
    return { code: 'InvalidAttribute', message: (error as Error).message };
  }
}

function expressionFlaw(text: string): Flaw | undefined {
  if (text.length > MAX_EXPRESSION) {
    return { code: 'InvalidExpression', message: `the expression is longer than ${MAX_EXPRESSION} characters.` };
  }
  const parsed = parseExpression(text);
  return parsed.ok ? undefined : parsed.error;
}

function first<Row>(rows: Row[], flawOf: (row: Row) => Flaw | undefined): Flaw | undefined {
  return rows.map(flawOf).find((flaw) => flaw !== undefined);
}
