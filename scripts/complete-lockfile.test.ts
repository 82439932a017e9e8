import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unnamedPackages } from './complete-lockfile.ts';

test('the lockfile names every optional package, or npm ci refuses it', () => {
  const lockfile = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
  expect(Object.keys(unnamedPackages(lockfile))).toEqual([]);
});

test('a missing one is named with its platform; one that is nested or outer counts as named', () => {
  const asks = { optionalDependencies: { '@x/y-linux-arm-musleabihf': '1.2.3', inner: '1.0.0', outer: '1.0.0' } };
  const packages = {
    '': {},
    'node_modules/outer': {},
    'node_modules/a': { ...asks, dev: true },
    'node_modules/a/node_modules/inner': {},
  };
  expect(unnamedPackages({ packages })).toEqual({
    'node_modules/@x/y-linux-arm-musleabihf': {
      version: '1.2.3',
      cpu: ['arm'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});
