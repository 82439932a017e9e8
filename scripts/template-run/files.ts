import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Definition = z.looseObject({
  actions: z.record(z.string(), z.unknown()),
  triggers: z.record(z.string(), z.unknown()),
});
const Parameters = z.record(z.string(), z.object({ value: z.unknown().optional() }).or(z.unknown()));

/** A workflow definition from a file that holds it bare or under `definition`. */
export function readDefinition(file: string): Record<string, unknown> {
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const parsed = Definition.safeParse(json.definition ?? json);
  if (!parsed.success) throw new Error(`${file} holds no workflow definition.`);
  return parsed.data;
}

/** Parameter values from a file, bare or as `{ value }`. */
export function readParameters(file: string): Record<string, unknown> {
  const json = Parameters.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.fromEntries(
    Object.entries(json).map(([name, given]) => [name, isWrapped(given) ? given.value : given]),
  );
}

function isWrapped(given: unknown): given is { value: unknown } {
  return typeof given === 'object' && given !== null && 'value' in given;
}
