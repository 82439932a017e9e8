import { expect, test } from 'vitest';
import { neededContents, READINGS, stepsOf, testOfAction } from '../../rules/needed-contents.ts';
import { TESTS } from '../../rules/test-catalogue.ts';
import { KNOWN_TEMPLATES } from '../../templates/known-templates.ts';
import { ownEdition } from '../../templates/own-edition/edition.ts';
import { walkActions } from '../../templates/workflow.ts';

test('every action our verdict reads is in our edition of the template', () => {
  const names = new Set(walkActions(ownEdition().actions).map(({ name }) => name));
  const needed = neededContents('own-consumption').map(({ action }) => action);
  const wanted = [...needed, ...stepsOf('own-consumption'), ...testOfAction('own-consumption').keys()];
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('what is read from the last repetition stands in a loop, and nothing else does', () => {
  const inLoop = (name: string) =>
    walkActions(ownEdition().actions).some(
      (one) => one.name === name && one.within.some((outer) => outer.endsWith('__poll')),
    );
  for (const { action, lastRepetition } of neededContents('own-consumption'))
    expect(inLoop(action)).toBe(lastRepetition);
});

test('catalogue and templates name the same tests', () => {
  for (const { tests, reading } of KNOWN_TEMPLATES) {
    expect(tests).toEqual(TESTS);
    expect(READINGS[reading].tests).toHaveLength(TESTS.length);
  }
});
