import { expect, test } from 'vitest';
import { mappingsOf } from './mappings.ts';
import { GROUP_MAPPING, SCHEMA, USER_MAPPING } from './run-fixture.ts';
import {
  DEFAULT_GROUP_PROPERTIES,
  DEFAULT_USER_PROFILES,
  endpointForRun,
  proposeCapabilities,
} from './run-parameters.ts';

const schemaOf = (...objectMappings: unknown[]) => ({ synchronizationRules: [{ objectMappings }] });
const proposed = (schema: unknown) =>
  Object.fromEntries(proposeCapabilities(mappingsOf(schema)!).map(({ flag, value }) => [flag, value]));

test('what is mapped is proposed as supported', () => {
  expect(proposed(SCHEMA)).toEqual({ IsSoftDeleted: true, IsGroupSupported: true, IsManagerAttributeSupported: true });
});

test('what is not mapped, or switched off, is proposed as not supported', () => {
  const bare = schemaOf({ ...USER_MAPPING, attributeMappings: [] }, { ...GROUP_MAPPING, enabled: false });
  expect(proposed(bare)).toEqual({ IsSoftDeleted: false, IsGroupSupported: false, IsManagerAttributeSupported: false });
});

test('an answer that is no schema gives no mappings', () => {
  for (const answer of [undefined, null, 'x', { error: {} }, { synchronizationRules: {} }])
    expect(mappingsOf(answer)).toBeUndefined();
});

test('the profiles have the 25 fields of the template, no password, and differ wherever an update shows', () => {
  const changeable = [
    'givenName',
    'surname',
    'jobTitle',
    'department',
    'mobilePhone',
    'city',
    'postalCode',
    'preferredLanguage',
  ];
  for (const profile of DEFAULT_USER_PROFILES) {
    expect(Object.keys(profile)).toHaveLength(25);
    expect(profile['passwordProfile']).toMatchObject({ password: '' });
  }
  for (const field of changeable) expect(new Set(DEFAULT_USER_PROFILES.map((profile) => profile[field])).size).toBe(3);
  expect(Object.keys(DEFAULT_GROUP_PROPERTIES)).toHaveLength(15);
});

test.each([
  ['https://app.example/scim/v2/', 'https://app.example/scim/v2'],
  ['https://app.example/scim?aadOptscim062020', 'https://app.example/scim'],
  ['https://app.example/scim', 'https://app.example/scim'],
])('%s becomes the address a run can append to', (given, address) => {
  expect(endpointForRun(given)).toBe(address);
});
