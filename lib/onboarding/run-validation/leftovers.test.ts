import { expect, test } from 'vitest';
import { OWN_CONSUMPTION } from '#lib/templates/known-templates.ts';
import type { Leftover } from './contract.ts';
import { findLeftovers } from './leftovers.ts';

const found = (kind: Leftover['kind'], ...names: string[]) =>
  findLeftovers({ findTestObjects: async () => names.map((name) => ({ id: name, kind, name })) }, OWN_CONSUMPTION);
const namesOf = async (some: Promise<Leftover[]>) => (await some).map(({ name }) => name);

test('finds test users by the whole form of their names', async () => {
  const names = [
    'lacreate0a1b2c3d@contoso.example',
    'updated-laupdate0a1b2c3d@contoso.example',
    'ladis0A1B2C3D@x.example',
  ];
  expect(await namesOf(found('user', ...names))).toEqual(names);
});

test('people whose names begin alike are never taken for test users', async () => {
  expect(
    await namesOf(found('user', 'ladislav@contoso.example', 'ladell.smith@contoso.example', 'ladisdeadbee@x.example')),
  ).toEqual([]);
});

test('finds test groups, renamed ones too, and no other group', async () => {
  const names = [
    'LACreateGroup-0a1b2c3d',
    'LACreateGroup-Update-0a1b2c3d',
    'LACreateGroup-0a1b2c3d-Update-Modified',
    'LAMemberGroup-Remove-0a1b2c3d',
    'LAMemberGroup-0a1b2c3d-Remove',
  ];
  expect(await namesOf(found('group', ...names, 'LACreateGroup-Owners', 'LAMemberGroup-marketing-team'))).toEqual(
    names,
  );
});
