const ISO_DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNITS_MS: Record<string, number> = {
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5,
  week: 6048e5,
  month: 2_592e6,
};

/** Milliseconds of an ISO 8601 duration such as `PT40M`; undefined if it is not one. */
export function durationMs(written: unknown): number | undefined {
  if (typeof written !== 'string') return undefined;
  const match = ISO_DURATION.exec(written);
  if (!match || match[0] === 'P') return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return weeks * 6048e5 + days * 864e5 + hours * 36e5 + minutes * 6e4 + seconds * 1e3;
}

/** Milliseconds of an interval such as `{count: 15, unit: 'Second'}`. */
export function intervalMs(count: unknown, unit: unknown): number | undefined {
  const unitMs = UNITS_MS[String(unit).toLowerCase()];
  return typeof count === 'number' && count >= 0 && unitMs ? count * unitMs : undefined;
}
