import { expect, test } from 'vitest';
import { PATH_QUESTIONS, pathsElsewhere } from './application-path.ts';

const FITTING = { isHrSource: false, isOnPremises: false, speaksScim: true };

test.each([
  [{}, []],
  [{ isHrSource: true }, ['isHrSource']],
  [{ isOnPremises: true }, ['isOnPremises']],
  [{ speaksScim: false }, ['speaksScim']],
  [{ isHrSource: true, speaksScim: false }, ['isHrSource', 'speaksScim']],
])('answers with %j lead elsewhere by %j', (given, expected) => {
  expect(pathsElsewhere({ ...FITTING, ...given }).map(({ id }) => id)).toEqual(expected);
});

test('who does not belong here is told where to go', () => {
  expect(PATH_QUESTIONS.filter(({ otherwise }) => otherwise.paths.length === 0)).toEqual([]);
});
