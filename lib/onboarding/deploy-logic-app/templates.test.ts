import { expect, test } from 'vitest';
import { canonicalHash } from '#lib/templates/canonical-hash.ts';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import { definitionOf, templateOptions } from './templates.ts';

const absent = { load: async () => ({ unavailable: 'It could not be downloaded.' }) };
const changed = { load: async () => ({ definition: { actions: {} }, fileHash: 'x' }) };

test('offers our edition with its hash, and says why the official file cannot be had', async () => {
  const [own, official] = await templateOptions(absent);
  expect(own).toMatchObject({ edition: 'own-consumption-1.0', definitionHash: OWN_CONSUMPTION.canonicalHash });
  expect(own?.actions).toBeGreaterThan(100);
  expect(official).toMatchObject({ edition: 'official-consumption-3.1', unavailable: 'It could not be downloaded.' });
});

test('the definition of our edition has the hash of its descriptor', async () => {
  expect(canonicalHash(await definitionOf('own-consumption-1.0', absent))).toBe(OWN_CONSUMPTION.canonicalHash);
});

test('an official file that is not there, or is another one, is refused', async () => {
  const refusal = { code: 'template-unavailable' };
  await expect(definitionOf('official-consumption-3.1', absent)).rejects.toMatchObject(refusal);
  await expect(definitionOf('official-consumption-3.1', changed)).rejects.toMatchObject(refusal);
});
