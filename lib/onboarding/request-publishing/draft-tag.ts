import { createHash } from 'node:crypto';
import { AppError } from '#lib/platform/errors.ts';
import { fieldLabel } from '#lib/rules/request-fields.ts';
import type { PublishingStep } from './contract.ts';

const hashed = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length);

/** The parts of a request besides its fields, as people call them. */
const PARTS = ['status', 'findings', 'runs', 'evidence', 'checks'] as const;
const BETWEEN = '~';

/**
 * Names one state of a request as its read answers it: the version of each field and a hash of each other part, so that of two
 * tags it can be said what changed.
 */
export function draftTag(step: PublishingStep): string {
  const fields = Object.entries(step.fields).map(([name, { version }]) => `${mark(name)}${version.toString(36)}`);
  const parts = PARTS.map((part) => hashed(JSON.stringify(contentOf(step)[part]), 8));
  return [fields.toSorted().join('.'), ...parts].join(BETWEEN);
}

const MARK_LENGTH = 5;
const mark = (field: string) => hashed(field, MARK_LENGTH);

const contentOf = ({ submission, findings, runs, evidence, ...checks }: PublishingStep) => ({
  ...{ findings, runs, evidence },
  status: submission,
  checks: { ...checks, fields: undefined },
});

/** Throws unless the request is as one of these tags has it; says what has changed since the first. */
export function refuseStale(step: PublishingStep, tags: readonly string[]): void {
  const now = draftTag(step);
  if (tags.includes('*') || tags.includes(now)) return;
  const { fields, parts } = changesSince(tags[0] ?? '', { now, step });
  const words = [...fields.map((field) => `“${fieldLabel(field)}”`), ...parts.map((part) => `its ${part}`)];
  const named = words.length > 0 ? `: ${words.join(', ')}` : '';
  throw new AppError(
    'changed-meanwhile',
    `The request has changed since you read it${named}. Read it again, and send your change on top of that.`,
    { changed: [...fields.map((field) => `fields.${field}`), ...parts] },
  );
}

/** Nothing is named for what never was a tag of ours. */
function changesSince(tag: string, { now, step }: { now: string; step: PublishingStep }) {
  const [fieldsBefore = '', ...partsBefore] = tag.split(BETWEEN);
  const [, ...partsNow] = now.split(BETWEEN);
  if (partsBefore.length !== PARTS.length) return { fields: [], parts: [] };
  const before = new Set(fieldsBefore.split('.'));
  return {
    fields: Object.entries(step.fields).flatMap(([name, { version }]) =>
      before.has(`${mark(name)}${version.toString(36)}`) ? [] : [name],
    ),
    parts: PARTS.filter((_, at) => partsBefore[at] !== partsNow[at]),
  };
}
