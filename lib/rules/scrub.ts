export const REMOVED = '[removed]';

type Options = {
  /** Secrets known at this moment, removed wherever they stand. */
  secrets?: readonly string[];
};

/**
 * A copy of run contents without what nobody may read: by header name, by JSON key, by shape, and the secrets that are known.
 * Takes rather too much than too little; scrubbing twice changes nothing more.
 */
export function scrub<Content>(content: Content, { secrets = [] }: Options = {}): Content {
  return scrubValue(content, inOrder(secrets)) as Content;
}

/** A sentence of ours that may quote a server: the known secrets and what nothing but a secret looks like are taken out. */
export function scrubSentence(sentence: string, secrets: readonly string[]): string {
  return UNMISTAKABLE.reduce(
    (rest, [shape, put]) => rest.replace(shape, put),
    withoutKnown(sentence, inOrder(secrets)),
  );
}

/**
 * The same by shape alone: for what people wrote into our own forms, whose keys are ours and may name a rule about tokens
 * without holding one.
 */
export function scrubShapes<Content>(content: Content): Content {
  return mapTexts(content, (text) => scrubText(text, [])) as Content;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
}

// The longer first: one secret may be a part of another.
const inOrder = (secrets: readonly string[]) =>
  secrets.filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length);

const withoutKnown = (text: string, known: readonly string[]) =>
  known.reduce((rest, secret) => rest.replaceAll(secret, REMOVED), text);

function scrubValue(value: unknown, known: readonly string[]): unknown {
  if (typeof value === 'string') return scrubText(value, known);
  if (Array.isArray(value)) return value.map((inner) => scrubValue(inner, known));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const kept = isSecretKey(key) || isNamedSecret(value, key) ? removed(inner) : scrubValue(inner, known);
    return [scrubText(key, known), kept];
  });
  return Object.fromEntries(entries);
}

export const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
  'ocp-apim-subscription-key',
]);
const SHORTEST_CREDENTIAL = 8;

/** The credentials in the headers of what was sent, so that they are found where they come back, whatever their shape. */
export function credentialsSent(sent: unknown): string[] {
  if (typeof sent !== 'object' || sent === null) return [];
  const found = Object.entries(sent).flatMap(([key, inner]: [string, unknown]) =>
    SECRET_HEADERS.has(key.toLowerCase()) ? [inner].flat().flatMap(credentialsOf) : credentialsSent(inner),
  );
  return [...new Set(found)];
}

/** Azure writes stars where it hides one. */
function credentialsOf(header: unknown): string[] {
  const [, scheme = '', value = ''] = /^(?:(\S+)\s+)?(\S+)$/.exec(typeof header === 'string' ? header : '') ?? [];
  const password = scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString().split(':').slice(1) : [];
  return [value, password.join(':')].filter(
    (one) => one.length >= SHORTEST_CREDENTIAL && !/\*|^\[removed\]$/.test(one),
  );
}

const SECRET_WORDS = /passw(or)?d|secret|token|assertion|credential|private_?key|sas_?key|signature/i;
/** Keys that hold a secret's word and no secret: where, what kind, how long. */
const HARMLESS =
  /(endpoint|ur[il]|type|expir\w*|lifetime|_?expires_?in|profile|skip_?token|method)$|^(is|has|skip)_?token/i;

export function isSecretKey(key: string): boolean {
  return SECRET_HEADERS.has(key.toLowerCase()) || (SECRET_WORDS.test(key) && !HARMLESS.test(key));
}

/** The `value` of `{key: 'SecretToken', value}` and of `{type: 'Raw', value}`. */
function isNamedSecret(object: object, key: string): boolean {
  if (key.toLowerCase() !== 'value') return false;
  const { key: name, name: other, type } = object as { key?: unknown; name?: unknown; type?: unknown };
  return type === 'Raw' || [name, other].some((one) => typeof one === 'string' && isSecretKey(one));
}

/** Everything readable inside is taken out; the shape stays. */
function removed(value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(removed);
  if (typeof value !== 'object') return REMOVED;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, removed(inner)]));
}

/** Shapes that no sentence has. */
const UNMISTAKABLE: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REMOVED],
  // From the start of a word on and no other place: tried at each `eyJ` of a long word it would take hours.
  [/(?<![\w-])((?:(?!\beyJ)[\w-])*)\beyJ[\w-]{4,}\.[\w-]+(?:\.[\w-]*)*/g, `$1${REMOVED}`],
];
const SHAPES: [RegExp, string][] = [
  ...UNMISTAKABLE,
  [/\b(Bearer|Basic)(\s+|%20|\+)(?!\[removed\])[^\s"'\\,;<>]+/gi, `$1$2${REMOVED}`],
  [/([?&](?:sig|code|[\w-]{0,60}(?:token|secret|password|assertion))=)(?!\[removed\])[^&\s"'\\<>]+/gi, `$1${REMOVED}`],
  [
    /^((?:client_)?(?:secret|assertion|password)|(?:access|refresh|id)_token)=(?!\[removed\])[^&\s"']+/gi,
    `$1=${REMOVED}`,
  ],
];
/** A secret's key and its value as they stand in a piece of JSON, the quotes escaped or not, the end possibly cut off. */
const EMBEDDED =
  /(\\{0,31}")([\w.:-]{0,60}(?:passw|secret|token|assertion|credential|private_?key|sas_?key|signature|authorization)[\w.:-]{0,60})\1(\s{0,99}:\s{0,99})(\\{0,31}")((?:(?!(?<!\\)\4)[\s\S])*)((?<!\\)\4|$)/gi;

function scrubText(text: string, known: readonly string[]): string {
  const json = scrubJson(withoutKnown(text, known), known);
  const withoutShapes = SHAPES.reduce((rest, [shape, put]) => rest.replace(shape, put), json);
  return withoutShapes.replace(EMBEDDED, (whole, quote: string, key: string, colon: string, open: string) =>
    isSecretKey(key) ? `${quote}${key}${quote}${colon}${open}${REMOVED}${open}` : whole,
  );
}

/** A text that is a whole JSON document is scrubbed as one; left as it was written when nothing had to go. */
function scrubJson(text: string, known: readonly string[]): string {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    const content: unknown = JSON.parse(text);
    const scrubbed = scrubValue(content, known);
    return JSON.stringify(scrubbed) === JSON.stringify(content) ? text : JSON.stringify(scrubbed);
  } catch {
    // Not JSON after all: the shapes still apply.
    return text;
  }
}

const NAMED_SHAPES: [string, RegExp, (match: RegExpMatchArray) => string][] = [
  ['a private key', UNMISTAKABLE[0]![0], ([whole]) => whole.replace(/-----[^-]*-----/g, '').trim()],
  ['a token (JWT)', UNMISTAKABLE[1]![0], ([whole, before = '']) => whole.slice(before.length)],
  ['an Authorization header', SHAPES[2]![0], ([whole, scheme = '', gap = '']) => whole.slice((scheme + gap).length)],
  ['a secret in an address', SHAPES[3]![0], ([whole, name = '']) => whole.slice(name.length)],
  ['a secret in a form', SHAPES[4]![0], ([whole, name = '']) => whole.slice(name.length + 1)],
  ['a secret in JSON', EMBEDDED, ([, , key = '', , , value = '']) => (isSecretKey(key) ? value : '')],
];

/** Where a text has what `scrub` would take out of it. The values are for judging them, not for showing. */
export function findSecretShapes(text: string): { kind: string; index: number; end: number; value: string }[] {
  return NAMED_SHAPES.flatMap(([kind, shape, valueOf]) =>
    [...text.matchAll(shape)].map((match) => {
      const value = valueOf(match);
      return { kind, index: match.index, end: match.index + match[0].length, value };
    }),
  );
}
