/** A value as it flows through a mapping. Undefined and null are both "no value". */
export type Value = string | number | boolean | string[] | null | undefined;

export function isBlank(value: Value): value is null | undefined | '' {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Booleans are spelled the way the service compares and sends them: `True`, `False`. */
export function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Array.isArray(value) ? value.join(',') : String(value);
}

export function truthOf(value: Value): boolean {
  return textOf(value).toLowerCase() === 'true' || (typeof value === 'number' && value !== 0);
}
