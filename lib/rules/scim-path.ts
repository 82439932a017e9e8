import { listAt, valueAt } from './run-snapshot.ts';

/** A target attribute of a mapping, such as `emails[type eq "work"].value` or `urn:…:User:department`, read from a resource. */
export function scimValue(resource: unknown, path: string): unknown {
  const [schema, attribute] = splitSchema(path);
  const start = schema && !schema.startsWith(CORE) ? valueAt(resource, schema) : resource;
  return attributeSteps(attribute).reduce<unknown>(takeStep, start);
}

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:';

// The schema's name ends at the last colon before any filter.
function splitSchema(path: string): [schema: string | undefined, attribute: string] {
  const parts = /^(urn:[^[]*):([^:[]+.*)$/i.exec(path);
  return parts ? [parts[1], parts[2]!] : [undefined, path];
}

type Step = { name: string; filter?: { name: string; value: string } };

function attributeSteps(attribute: string): Step[] {
  return [...attribute.matchAll(/([^.[\]]+)(?:\[([^\]]*)\])?\.?/g)].map(([, name, filter]) => {
    const [, by, value] = /^\s*(\S+)\s+eq\s+"?([^"]*)"?\s*$/i.exec(filter ?? '') ?? [];
    return by === undefined ? { name: name! } : { name: name!, filter: { name: by, value: value ?? '' } };
  });
}

function takeStep(value: unknown, { name, filter }: Step): unknown {
  if (!filter) return Array.isArray(value) ? valueAt(value[0], name) : valueAt(value, name);
  const wanted = filter.value.toLowerCase();
  return listAt(value, name).find((item) => String(valueAt(item, filter.name)).toLowerCase() === wanted);
}
