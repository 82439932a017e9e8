import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalHash } from './canonical-hash.ts';
import { OFFICIAL_CONSUMPTION, recognise } from './known-templates.ts';
import { readOfficialFile, UnknownTemplateFile } from './official-file.ts';
import { walkActions } from './workflow.ts';

const path = process.env['OFFICIAL_TEMPLATE_FILE'];
const { source } = OFFICIAL_CONSUMPTION;
if (source.kind !== 'official-file') throw new Error('The official template comes from a file.');
const read = () => readOfficialFile(readFileSync(path!), source);

test('a file that is not the known one is refused with both hashes', () => {
  const refuse = () => readOfficialFile(new TextEncoder().encode('{"definition":{}}'), source);
  expect(refuse).toThrow(UnknownTemplateFile);
  expect(refuse).toThrow(source.fileSha256);
});

test.skipIf(!path)(
  'needs OFFICIAL_TEMPLATE_FILE: the official file is accepted and recognised by its canonical hash',
  () => {
    const { definition } = read();
    expect(canonicalHash(definition)).toBe(OFFICIAL_CONSUMPTION.canonicalHash);
    expect(recognise(definition)?.id).toBe('official-consumption-3.1');
  },
);

test.skipIf(!path)('needs OFFICIAL_TEMPLATE_FILE: one byte more and the official file is refused', () => {
  const changed = new Uint8Array([...readFileSync(path!), 32]);
  expect(() => readOfficialFile(changed, source)).toThrow(UnknownTemplateFile);
});

test.skipIf(!path)(
  'needs OFFICIAL_TEMPLATE_FILE: the descriptor names the parameters and the trigger the file has',
  () => {
    const { definition } = read();
    const declared = Object.entries(definition.parameters).map(([name, { type }]) => `${name}: ${type}`);
    const described = OFFICIAL_CONSUMPTION.parameters.map(({ name, type }) => `${name}: ${type}`);
    expect(declared.filter((name) => !name.startsWith('$connections')).sort()).toEqual(described.sort());
    expect(definition.triggers[OFFICIAL_CONSUMPTION.trigger.name]?.type).toBe(OFFICIAL_CONSUMPTION.trigger.type);
  },
);

test.skipIf(!path)(
  'needs OFFICIAL_TEMPLATE_FILE: the file has an action for every test and both result actions',
  () => {
    const names = new Set(walkActions(read().definition.actions).map(({ name }) => name));
    const { tests, results } = OFFICIAL_CONSUMPTION;
    expect([...tests, results.action, results.fallbackAction].filter((name) => !names.has(name))).toEqual([]);
  },
);
