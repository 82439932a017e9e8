import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_FAULTS } from '#emulator/scim-target/faults.ts';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { openCloud, type Cloud } from './cloud.ts';
import { readDefinition } from './files.ts';
import { agrees, compareAll, probeAll, TIME_SCALE, type Comparison, type Probed } from './predictions.ts';

/** What the probe predicts of a run, against the run, for every fault of the sample application. */

const officialFile = process.env.OFFICIAL_TEMPLATE_FILE;
const ALL = SAMPLE_FAULTS.map(({ id }) => id);
/** Left open, and why. */
const UNKNOWN: Record<string, readonly string[]> = {
  // Whether the run's own test users have titles that are allowed.
  'values-restricted': TESTS.filter((name) => name.includes('User') || name.includes('Member')),
  // Attributes that /Schemas keeps secret are not tried.
  'schemas-incomplete': ['Update_User_Test'],
  // What the provisioning service makes of such a list is not documented; the emulated one takes it.
  'list-total-missing': TESTS,
};

let cloud: Cloud;
let probed: Probed[];
beforeAll(async () => {
  cloud = await openCloud(TIME_SCALE);
  // One probe answers for both templates.
  probed = await probeAll(cloud, ALL);
}, 5 * 60_000);
afterAll(() => cloud.emulator.stop());

const unknownOf = ({ predicted }: Comparison) => Object.keys(predicted).filter((name) => predicted[name] === 'unknown');

function comparing(name: string, compared: () => Parameters<typeof compareAll>[1]) {
  let comparisons = new Map<string, Comparison>();
  beforeAll(async () => {
    comparisons = await compareAll(cloud, compared(), probed);
  }, 20 * 60_000);

  test.each(ALL)(`${name}: a run with the fault %s ends as the probe predicts`, (fault) => {
    const comparison = comparisons.get(fault)!;
    const { predicted, found, templatePredicted, templateFound } = comparison;
    const decided = Object.entries(predicted).filter(([, said]) => said !== 'unknown');
    expect(Object.fromEntries(decided)).toEqual(
      Object.fromEntries(Object.entries(found).filter(([one]) => predicted[one] !== 'unknown')),
    );
    expect(templateFound).toMatchObject(templatePredicted);
    expect(agrees(comparison)).toBe(true);
    expect(unknownOf(comparison)).toEqual(UNKNOWN[fault] ?? []);
  });
}

describe('our own edition', () => {
  comparing('our own edition', () => ({ template: 'own-consumption', definition: { ...ownEdition() } }));
});

describe.skipIf(!officialFile)('the official file', () => {
  comparing('the official file', () => ({
    template: 'official-consumption',
    definition: readDefinition(officialFile ?? ''),
  }));
});
