import { expect, test } from 'vitest';
import { startCloud, type Cloud } from './provisioning.fixture.ts';

type Row = { targetAttributeName: string; matchingPriority: number; source: { expression: string; type: string } };
type Schema = {
  version: string;
  directories: { name: string }[];
  synchronizationRules: { objectMappings: { targetObjectName: string; attributeMappings: Row[] }[] }[];
};
const schemaOf = async (cloud: Cloud) => (await (await cloud.call('GET', `${cloud.job}/schema`)).json()) as Schema;
const rowsOf = (schema: Schema, at: number) =>
  schema.synchronizationRules[0]?.objectMappings[at]?.attributeMappings ?? [];

test('the default schema names directories and objects as its readers look for them', async () => {
  const schema = await schemaOf(await startCloud());
  expect(schema.directories.map((directory) => directory.name)).toEqual(['Microsoft Entra ID', 'customappsso']);
  expect(schema.synchronizationRules).toHaveLength(1);
  expect(schema.synchronizationRules[0]?.objectMappings.map((mapping) => mapping.targetObjectName)).toEqual([
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    'urn:ietf:params:scim:schemas:core:2.0:Group',
  ]);
  expect(rowsOf(schema, 0)[0]).toMatchObject({
    targetAttributeName: 'userName',
    matchingPriority: 1,
    source: { expression: '[userPrincipalName]' },
  });
  expect(rowsOf(schema, 0)[1]).toMatchObject({
    targetAttributeName: 'active',
    source: { type: 'Function', name: 'Switch', parameters: [{ key: 'source', value: { name: 'IsSoftDeleted' } }] },
  });
  expect(rowsOf(schema, 1).map((row) => row.targetAttributeName)).toEqual(['displayName', 'externalId', 'members']);
});

test('PUT replaces the schema as a whole, gives it a new version, and the next cycle looks at everything', async () => {
  const cloud = await startCloud();
  cloud.addAssigned('joy');
  await cloud.cycle();
  const before = await schemaOf(cloud);
  const display = rowsOf(before, 0).find((row) => row.targetAttributeName === 'displayName');
  Object.assign(display?.source ?? {}, { type: 'Function', expression: 'ToUpper([displayName])' });
  expect((await cloud.call('PUT', `${cloud.job}/schema`, before)).status).toBe(204);
  const after = await schemaOf(cloud);
  expect(after.version).not.toBe(before.version);
  expect(rowsOf(after, 0)).toEqual(rowsOf(before, 0));
  await cloud.cycle();
  expect(await cloud.inTarget('Users')).toMatchObject([{ displayName: 'JOY' }]);
});

test.each([
  ['an unknown function', { source: { type: 'Function', expression: 'Nope([x])' } }, 400],
  ['a function that the emulator lacks', { source: { type: 'Function', expression: 'RandomString(1)' } }, 501],
  ['a target that is no path', { targetAttributeName: 'a b[c' }, 400],
  ['an unknown flow type', { flowType: 'Sometimes' }, 400],
])('PUT refuses %s and keeps the schema', async (_, edit, status) => {
  const cloud = await startCloud();
  const schema = await schemaOf(cloud);
  Object.assign(rowsOf(schema, 0)[2] ?? {}, edit);
  expect((await cloud.call('PUT', `${cloud.job}/schema`, schema)).status).toBe(status);
  expect(rowsOf(await schemaOf(cloud), 0)[2]).toMatchObject({ targetAttributeName: 'displayName' });
});

test('parseExpression shows the parts of an expression and its value', async () => {
  const cloud = await startCloud();
  const answer = await cloud.call('POST', `${cloud.job}/schema/parseExpression`, {
    expression: 'Replace([preferredLanguage], "-", , , "_", , )',
    testInputObject: { definition: {}, properties: [{ key: 'preferredLanguage', value: 'EN-US' }] },
  });
  expect(await answer.json()).toMatchObject({
    parsingSucceeded: true,
    evaluationSucceeded: true,
    evaluationResult: ['EN_US'],
    error: null,
    parsedExpression: {
      name: 'Replace',
      type: 'Function',
      parameters: [{ key: 'source' }, { key: 'oldValue' }, { key: 'replacementValue' }],
    },
  });
  const broken = await cloud.call('POST', `${cloud.job}/schema/parseExpression`, { expression: 'Join(' });
  expect(await broken.json()).toMatchObject({ parsingSucceeded: false, error: { code: 'InvalidExpression' } });
});

test.each(['filterOperators()', 'functions()', 'functions'])('lists %s', async (name) => {
  const cloud = await startCloud();
  const { value } = (await (await cloud.call('GET', `${cloud.job}/schema/${name}`)).json()) as {
    value: { id: string }[];
  };
  expect(value.map((row) => row.id)).toContain(name.startsWith('filter') ? 'EQUALS' : 'Switch');
});
