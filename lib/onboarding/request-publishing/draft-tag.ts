import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#lib/platform/errors.ts';
import { fieldLabel } from '#lib/rules/request-fields.ts';
import type { PublishingStep } from './contract.ts';
import type { DraftState } from './ports.ts';

const hashed = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length);

/** The parts of a request besides its fields, as people call them. */
const PARTS = ['status', 'findings', 'runs', 'evidence', 'files', 'checks'] as const;
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

/** Deadlines move by themselves: nobody is refused for them. */
const contentOf = ({ submission, findings, runs, evidence, files, deadlines: _, ...checks }: PublishingStep) => ({
  ...{ findings, runs, evidence, files },
  status: submission,
  checks: { ...checks, fields: undefined },
});

/** Throws unless the request is as one of these tags has it; says what has changed since the first. */
export function refuseStale(step: PublishingStep, tags: readonly string[]): void {
  const now = draftTag(step);
  if (tags.includes('*') || tags.includes(now)) return;
  throw changedMeanwhile(changesSince(tags[0] ?? '', { now, step }));
}

/** Throws when what a writer holds is no longer what was read here: somebody else wrote in between. */
export function refuseChangedSince({ submission, fields, files }: PublishingStep, now: DraftState): void {
  const names = new Set([...Object.keys(fields), ...Object.keys(now.fieldVersions)]);
  const changed = [...names].filter((name) => fields[name]?.version !== now.fieldVersions[name]);
  const status = submission.version === now.version ? [] : ['status'];
  const parts = isDeepStrictEqual(files, now.files) ? status : [...status, 'files'];
  if (changed.length + parts.length > 0) throw changedMeanwhile({ fields: changed, parts });
}

function changedMeanwhile({ fields, parts }: { fields: string[]; parts: readonly string[] }): AppError {
  const words = [...fields.map((field) => `“${fieldLabel(field)}”`), ...parts.map((part) => `its ${part}`)];
  const named = words.length > 0 ? `: ${words.join(', ')}` : '';
  return new AppError(
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
