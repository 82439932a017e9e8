import { isSecretKey, REMOVED, SECRET_HEADERS } from './scrub.ts';

/** A place that lost a secret. Never the secret. */
export type Redaction = { path: string; kind: RedactionKind };
export type RedactionKind =
  'header' | 'key' | 'token' | 'private-key' | 'authorization' | 'address' | 'embedded' | 'echo';

/** Where a content was changed by scrubbing, as JSON pointers (RFC 6901), and what kind of secret stood there. */
export function redactionsBetween(before: unknown, after: unknown): Redaction[] {
  return compare({ before, after, path: '', key: '' });
}

type Place = { before: unknown; after: unknown; path: string; key: string; kind?: RedactionKind };

function compare({ before, after, path, key, kind }: Place): Redaction[] {
  if (typeof before !== 'object' || before === null) {
    return before === after ? [] : [{ path, kind: kind ?? kindOf(key, before) }];
  }
  const [was, is] = [Object.entries(before), Object.entries((after ?? {}) as object)];
  return was.flatMap(([name, inner], index) => {
    // A key that held a secret itself is named by what was left of it.
    const [shown, now] = is[index] ?? [REMOVED, undefined];
    const place = { path: `${path}/${pointer(shown)}`, key: name };
    const below = compare({ ...place, before: inner, after: now, kind: kind ?? whole(name, inner) });
    return shown === name ? below : [{ path: place.path, kind: 'token' as const }, ...below];
  });
}

/** Below such a key everything was taken out, whatever it looked like. */
function whole(key: string, value: unknown): RedactionKind | undefined {
  if (!isSecretKey(key) || typeof value !== 'object' || value === null) return undefined;
  return keyKind(key);
}

const keyKind = (key: string): RedactionKind => (SECRET_HEADERS.has(key.toLowerCase()) ? 'header' : 'key');
const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function kindOf(key: string, value: unknown): RedactionKind {
  if (isSecretKey(key) || typeof value !== 'string') return keyKind(key);
  return SHAPES.find(([, shape]) => shape.test(value))?.[0] ?? (key.toLowerCase() === 'value' ? 'key' : 'echo');
}

const SHAPES: [RedactionKind, RegExp][] = [
  ['private-key', /PRIVATE KEY-----/],
  ['authorization', /\b(Bearer|Basic)(\s|%20|\+)/i],
  ['embedded', /^\s*[{[]|"\s*:\s*\\*"/],
  ['token', /(?<![\w-])(?:(?!\beyJ)[\w-])*\beyJ[\w-]{4,}\./],
  ['address', /[?&][\w-]+=|^[\w-]+=/],
];
