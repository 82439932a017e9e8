import { findSecretShapes } from './scrub.ts';

export type FoundSecret = { kind: string; index: number };

/** Keys whose makers gave them a shape of their own. */
const VENDOR_KEYS: [string, RegExp][] = [
  ['an Azure client secret', /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~.-])/g],
  ['an Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{60,}={0,2}/g],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})\b/g],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/g],
  ['a Google API key', /\bAIza[\w-]{35}\b/g],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b/g],
];
/** `Client secret: value`, as people write it in prose and tables. */
const LABELLED =
  /\b(?:client[ _-]?secret|secret[ _-]?token|access[ _-]?token|bearer[ _-]?token|api[ _-]?key|password)\b["'`*]{0,3}[ \t]{0,4}[:=|]["'`*]{0,3}[ \t]{0,4}["'`*]{0,3}([^\s"'`|*<>,;]{8,400})/gi;

/**
 * Where something stands that looks like a real credential, in the order of the text: what kind, never the value. What is
 * plainly a placeholder (`<token>`, `YOUR_SECRET`, `xxxx`) is left alone.
 */
export function findSecrets(text: string): FoundSecret[] {
  const found = [...findSecretShapes(text), ...vendorKeys(text), ...labelled(text)]
    .filter(({ value, kind }) => !isPlaceholder(value) && !(kind === 'an Authorization header' && isWord(value)))
    .toSorted((one, other) => one.index - other.index);
  // One value may fit several shapes; it is told once.
  const told = found.filter(({ index, end }, place) => {
    return !found.slice(Math.max(0, place - 8), place).some((earlier) => earlier.end > index || earlier.end === end);
  });
  return told.map(({ kind, index }) => ({ kind, index }));
}

type Match = { kind: string; index: number; end: number; value: string };

const vendorKeys = (text: string): Match[] =>
  VENDOR_KEYS.flatMap(([kind, shape]) =>
    [...text.matchAll(shape)].map(({ 0: value, index }) => ({ kind, index, end: index + value.length, value })),
  );

const labelled = (text: string): Match[] =>
  [...text.matchAll(LABELLED)]
    .map(({ 0: whole, 1: value = '', index }) => ({
      kind: 'a secret with its name before it',
      ...{ index, end: index + whole.length, value },
    }))
    // In prose a colon may be followed by a word: a secret has figures in it.
    .filter(({ value }) => /\d/.test(value) && /[a-z]/i.test(value) && !/^https?:/i.test(value));

/** "Bearer authentication" is a sentence, not a header. */
function isWord(value: string): boolean {
  const rest = value.slice(1);
  return !/\d/.test(value) && !(/[a-z]/.test(rest) && /[A-Z]/.test(rest));
}

const PLACEHOLDER =
  /[<>{}[\]…]|\.\.\.|\$\w|%\w+%|\*{3}|x{4}|•{2}|0{6}|1234|abcdef|your|my-?_?(secret|token|key|password)|example|sample|placeholder|replace|redacted|removed|dummy|changeme|insert|secret-?_?(value|token|here)|token-?_?(value|here)|^(the|a|an|and|or|token|tokens|secret|auth\w*|credentials?|realm=.*)$/i;
const MIN_LENGTH = 8;

function isPlaceholder(value: string): boolean {
  return value.length < MIN_LENGTH || PLACEHOLDER.test(value) || new Set(value).size < 4;
}
