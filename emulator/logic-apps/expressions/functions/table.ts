import { COLLECTIONS } from './collections.ts';
import { CONVERSIONS } from './conversions.ts';
import { DATES } from './dates.ts';
import type { TemplateFunction } from './function.ts';
import { LOGICAL } from './logical.ts';
import { NUMBERS } from './numbers.ts';
import { OBJECTS } from './objects.ts';
import { REFERENCES } from './references.ts';
import { STRINGS } from './strings.ts';

const GROUPS = [LOGICAL, COLLECTIONS, STRINGS, NUMBERS, CONVERSIONS, OBJECTS, DATES, REFERENCES];

/** Every function by its lower-case name: names match case-insensitively. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  GROUPS.flatMap((group) => Object.entries(group).map(([name, one]) => [name.toLowerCase(), one])),
);
