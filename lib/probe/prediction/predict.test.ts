import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { VERDICTS, type CheckResult } from '../contract.ts';
import { checksFor, predict, reliancesOf, type Declared } from './predict.ts';
import { PREDICTED_TEMPLATES, type PredictedTemplate } from './reliance.ts';

const result = (id: string, verdict: CheckResult['verdict'], got = ''): CheckResult => ({
  ...{ id, verdict, got },
  blockedBy: [],
  exchanges: [],
  durationMs: 1,
});
const probeWith = (...different: CheckResult[]): CheckResult[] => [
  ...CATALOGUE.map(({ id }) => result(id, 'passed')).filter(({ id }) => !different.some((one) => one.id === id)),
  ...different,
];
function foretold(template: PredictedTemplate, results: CheckResult[], declared: Declared = {}) {
  const { tests } = predict(results, template, declared);
  return Object.fromEntries(tests.map((one) => [one.test, one]));
}

test('what passes altogether is predicted to pass, but for what no check of an endpoint can tell', () => {
  for (const template of PREDICTED_TEMPLATES) {
    const others = predict(probeWith(), template).tests.filter(({ prediction }) => prediction !== 'pass');
    expect(others.map((one) => one.test)).toEqual(
      template === 'standard' ? ['Federated_Identity_Test', 'POD_User_Test', 'POD_Group_Test'] : [],
    );
  }
});

test('a check that failed is named by the tests that rely on it, and by no other', () => {
  const { tests } = predict(probeWith(result('M16', 'failed', 'The PATCH was HTTP 400.')), 'own-consumption');
  const fails = tests.filter(({ prediction }) => prediction === 'fail');
  expect(fails.map((one) => [one.test, one.because])).toEqual([
    ['Disable_User_Test', ['M16']],
    ['Delete_User_Test', ['M16']],
  ]);
  expect(fails[0]?.words).toBe('It fails because active is sent as the text "False".');
});

test.each(['blocked', 'untried', 'not-verifiable'] as const)(
  'a check that is %s leaves its tests unknown',
  (verdict) => {
    const { Update_Group_Test: rename, Create_Group_Test: create } = foretold(
      'own-consumption',
      probeWith(result('G08', verdict)),
    );
    expect(rename).toMatchObject({ prediction: 'unknown', because: ['G08'] });
    expect(create).toMatchObject({ prediction: 'pass' });
  },
);

test('a probe that left checks out leaves what relies on them unknown', () => {
  expect(foretold('own-consumption', [result('A06', 'passed')]).Create_User_Test).toMatchObject({
    prediction: 'unknown',
    because: ['F02', 'F15', 'U01', 'F01'],
  });
});

test('what an application is declared not to have is skipped, and then a deleted user must be gone', () => {
  const results = probeWith(result('X01', 'failed', 'The answer was HTTP 500.'), result('M16', 'failed'));
  const declared = { IsGroupSupported: false, IsSoftDeleted: false };
  const tests = foretold('official-consumption', results, declared);
  expect(tests.Create_Group_Test).toMatchObject({ prediction: 'skipped' });
  expect(tests.Disable_User_Test).toMatchObject({ prediction: 'skipped' });
  expect(tests.Delete_User_Test).toMatchObject({ prediction: 'fail', because: ['X01'] });
});

test('the official file passes what is accepted and not kept, all but the manager', () => {
  const lost = [result('G09', 'failed', 'Accepted, but of the members: 1 of 1 missing (a).')];
  const manager = result('M11', 'failed', 'It answered 200, but manager is absent.');
  const tests = foretold('official-consumption', probeWith(...lost, manager));
  expect(tests.Group_Update_Add_Member_Test).toMatchObject({ prediction: 'fail', templateSays: 'pass' });
  expect(tests.User_Update_Manager_Test).toMatchObject({ prediction: 'fail' });
  expect(tests.User_Update_Manager_Test).not.toHaveProperty('templateSays');
  expect(foretold('own-consumption', probeWith(...lost)).Group_Update_Add_Member_Test).not.toHaveProperty(
    'templateSays',
  );
});

test('members that are kept and never listed break a test that reads the list', () => {
  const unseen = result('G09', 'passed', 'The user is a member. GET lists members only with attributes=members.');
  expect(foretold('own-consumption', probeWith(unseen)).Group_Update_Add_Member_Test).toMatchObject({
    prediction: 'fail',
    because: ['G09'],
  });
});

test('a quick probe tries all that the predictions for the runnable templates look at', () => {
  const quick = new Set<string>(CATALOGUE.filter(({ tags }) => tags.includes('quick')).map(({ id }) => id));
  expect(
    [...checksFor('own-consumption'), ...checksFor('official-consumption')].filter((id) => !quick.has(id)),
  ).toEqual([]);
});

test('only the Standard catalogue is a forecast, and it has the 24 tests', () => {
  const all = PREDICTED_TEMPLATES.map((template) => predict([], template));
  expect(all.map(({ isForecast, tests }) => [isForecast, tests.length])).toEqual([
    [false, 10],
    [false, 10],
    [true, 24],
  ]);
});

const anyResults = fc
  .array(fc.tuple(fc.constantFrom(...PREDICTED_TEMPLATES.flatMap(checksFor)), fc.constantFrom(...VERDICTS)))
  .map((some) => probeWith(...new Map(some.map(([id, verdict]) => [id, result(id, verdict)])).values()));
const anyTemplate = fc.constantFrom(...PREDICTED_TEMPLATES);

test('any check that fails with unknown words fails every test that relies on it', () => {
  fc.assert(
    fc.property(anyResults, anyTemplate, (results, template) => {
      const failed = new Set(results.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id));
      const { everywhere, tests } = reliancesOf(template);
      for (const { test: name, prediction } of predict(results, template).tests) {
        const relies = [...everywhere, ...tests.find((one) => one.test === name)!.relies];
        const breaks = relies.some(({ check, when }) => when?.is !== false && failed.has(check));
        expect(prediction === 'fail').toBe(breaks);
      }
    }),
  );
});

const RANK = { fail: 0, unknown: 1, pass: 2, skipped: 2 };

test('mending a check never makes a prediction worse', () => {
  fc.assert(
    fc.property(anyResults, anyTemplate, fc.nat(), (results, template, index) => {
      const mended = results.map((one, at) => (at === index % results.length ? result(one.id, 'passed') : one));
      const after = foretold(template, mended);
      for (const { test: name, prediction } of predict(results, template).tests) {
        expect(RANK[after[name]!.prediction]).toBeGreaterThanOrEqual(RANK[prediction]);
      }
    }),
  );
});
