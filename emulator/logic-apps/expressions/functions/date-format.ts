const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const STANDARD: Record<string, string> = {
  o: 'yyyy-MM-ddTHH:mm:ss.fffffffZ',
  s: 'yyyy-MM-ddTHH:mm:ss',
  u: 'yyyy-MM-dd HH:mm:ssZ',
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  d: 'M/d/yyyy',
};
const FIELD = /'[^']*'|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|f{1,7}|tt|[A-Za-z]|[^A-Za-z']/g;
const FIELDS: Record<string, (at: Date) => string> = {
  yyyy: (at) => pad(at.getUTCFullYear(), 4),
  yy: (at) => pad(at.getUTCFullYear() % 100),
  MMMM: (at) => MONTHS[at.getUTCMonth()] ?? '',
  MMM: (at) => (MONTHS[at.getUTCMonth()] ?? '').slice(0, 3),
  MM: (at) => pad(at.getUTCMonth() + 1),
  M: (at) => String(at.getUTCMonth() + 1),
  dddd: (at) => DAYS[at.getUTCDay()] ?? '',
  ddd: (at) => (DAYS[at.getUTCDay()] ?? '').slice(0, 3),
  dd: (at) => pad(at.getUTCDate()),
  d: (at) => String(at.getUTCDate()),
  HH: (at) => pad(at.getUTCHours()),
  H: (at) => String(at.getUTCHours()),
  hh: (at) => pad(at.getUTCHours() % 12 || 12),
  h: (at) => String(at.getUTCHours() % 12 || 12),
  mm: (at) => pad(at.getUTCMinutes()),
  m: (at) => String(at.getUTCMinutes()),
  ss: (at) => pad(at.getUTCSeconds()),
  s: (at) => String(at.getUTCSeconds()),
  tt: (at) => (at.getUTCHours() < 12 ? 'AM' : 'PM'),
  T: () => 'T',
  Z: () => 'Z',
};

/**
 * Writes a UTC time in a .NET format; undefined if the format has a field that is not supported here.
 * https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings
 */
export function writeDate(at: Date, format: string): string | undefined {
  const standard = format.length === 1 ? STANDARD[format.toLowerCase()] : format;
  if (standard === undefined) return undefined;
  const written = (standard.match(FIELD) ?? []).map((field) => writeField(at, field));
  return written.includes(undefined) ? undefined : written.join('');
}

function writeField(at: Date, field: string): string | undefined {
  if (field.startsWith("'")) return field.slice(1, -1);
  if (/^f+$/.test(field)) return pad(at.getUTCMilliseconds(), 3).padEnd(7, '0').slice(0, field.length);
  return /[A-Za-z]/.test(field) ? FIELDS[field]?.(at) : field;
}

/** The ticks below a millisecond, which a JavaScript date drops. */
export function ticksText(written: string): bigint {
  const fraction = /\.(\d+)/.exec(written)?.[1] ?? '';
  return BigInt(fraction.padEnd(7, '0').slice(3, 7));
}
