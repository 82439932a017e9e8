import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppError } from '#lib/platform/errors.ts';
import type { PublishingStep } from './contract.ts';
import { draftTag, refuseChangedSince, refuseStale } from './draft-tag.ts';

const AT = '2026-11-20T10:00:00.000Z';
const field = (version: number) => ({ value: `v${version}`, version, byName: 'Ann', at: AT });
const STEP: PublishingStep = {
  submission: { id: randomUUID(), status: 'draft', statusAt: AT, version: 0, turn: 'isv', isEditable: true },
  fields: { 'app.name': field(1), notes: field(3) },
  ...{ attestations: [], runs: [], unmet: [], findings: [], evidence: [], files: ['1f'], validityDays: 14 },
  deadlines: { expiryDays: 60 },
};

function refusal(step: PublishingStep, tags: string[]): AppError | undefined {
  try {
    refuseStale(step, tags);
    return undefined;
  } catch (error) {
    return error as AppError;
  }
}

test('a request that is as it was read is taken', () => {
  expect(refusal(structuredClone(STEP), [draftTag(STEP)])).toBeUndefined();
  expect(refusal(STEP, ['another', draftTag(STEP)])).toBeUndefined();
  expect(refusal(STEP, ['*'])).toBeUndefined();
  expect(
    refusal({ ...STEP, deadlines: { due: { day: '2026-11-27', isLate: false }, expiryDays: 30 } }, [draftTag(STEP)]),
  ).toBeUndefined();
});

test.each([
  ['a field', { fields: { ...STEP.fields, notes: field(4) } }, ['fields.notes'], 'Notes'],
  ['a new field', { fields: { ...STEP.fields, 'app.support': field(1) } }, ['fields.app.support'], 'upport'],
  ['the status', { submission: { ...STEP.submission, version: 1 } }, ['status'], 'its status'],
  ['a file', { files: ['2e'] }, ['files'], 'its files'],
  ['a rule', { validityDays: 7 }, ['checks'], 'its checks'],
])('what changed is named: %s', (_what, change, changed, words) => {
  const refused = refusal({ ...STEP, ...change }, [draftTag(STEP)]);
  expect(refused).toMatchObject({ code: 'changed-meanwhile', details: { changed } });
  expect(refused?.message.toLowerCase()).toContain(words.toLowerCase());
});

test('what never was a tag is refused without naming anything', () => {
  expect(refusal(STEP, ['W/"x"'])).toMatchObject({ code: 'changed-meanwhile', details: { changed: [] } });
});

test('exactly the fields with another version are named', () => {
  const versions = fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), fc.nat({ max: 99 }), { maxKeys: 12 });
  const stepOf = (of: Record<string, number>) => ({
    ...STEP,
    fields: Object.fromEntries(Object.entries(of).map(([name, version]) => [name, field(version)])),
  });
  fc.assert(
    fc.property(versions, fc.func(fc.boolean()), (before, isChanged) => {
      const names = Object.keys(before).filter((name) => isChanged(name));
      const after = { ...before, ...Object.fromEntries(names.map((name) => [name, before[name]! + 1])) };
      const refused = refusal(stepOf(after), [draftTag(stepOf(before))]);
      expect(refused?.details.changed ?? []).toEqual(
        Object.keys(after)
          .filter((name) => names.includes(name))
          .map((name) => `fields.${name}`),
      );
    }),
  );
});

const HELD = { version: 0, fieldVersions: { 'app.name': 1, notes: 3 }, files: ['1f'] };

test('a writer who holds what was read is let through', () => {
  expect(() => refuseChangedSince(STEP, HELD)).not.toThrow();
});

test.each([
  ['a field', { fieldVersions: { 'app.name': 1, notes: 4 } }, ['fields.notes']],
  ['a new field', { fieldVersions: { ...HELD.fieldVersions, 'app.support': 1 } }, ['fields.app.support']],
  ['the status', { version: 1 }, ['status']],
  ['a file', { files: ['1f', '2e'] }, ['files']],
])('a writer who holds something else is told what changed: %s', (_what, change, changed) => {
  const refused = expect(() => refuseChangedSince(STEP, { ...HELD, ...change }));
  refused.toThrow(expect.objectContaining({ code: 'changed-meanwhile', details: { changed } }));
});
