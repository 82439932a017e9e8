import { beforeAll, expect, test } from 'vitest';
import type { EvidenceContent } from '#lib/onboarding/evidence/content.ts';
import { evidenceWorld } from '#lib/onboarding/evidence/evidence.fixture.ts';
import { differencesFrom } from './evidence-differences.ts';

let evidence: EvidenceContent;
beforeAll(async () => {
  const { take } = await evidenceWorld();
  evidence = (await take()).content;
});
const after = (change: (now: EvidenceContent) => void) => {
  const now = structuredClone(evidence);
  change(now);
  return differencesFrom(evidence, now);
};

test('read again, an unchanged source shows no difference', async () => {
  const { take } = await evidenceWorld();
  const again = (await take()).content;
  expect(after(() => undefined)).toEqual([]);
  expect(differencesFrom(again, { ...again, takenAt: 'later', byName: 'Rita', request: {} })).toEqual([]);
});

test.each<[string, (now: EvidenceContent) => void]>([
  ['The run’s status was Succeeded, and is Failed.', (now) => void (now.run.status = 'Failed')],
  ['The parameter EnabledTests was All, and is UserTests.', (now) => void (now.parameters.EnabledTests = 'UserTests')],
  [
    'The verdict on Create_User_Test was passed, and is failed.',
    (now) => void (now.verdict.tests[0]!.verdict = 'failed'),
  ],
  [
    'The action Create_User_Test__create__scim was Succeeded, and is missing.',
    (now) => void delete now.actions['Create_User_Test__create__scim'],
  ],
  [
    'What the action Create_User_Test__create__scim holds is something else.',
    (now) => void (now.actions['Create_User_Test__create__scim']!.outputs = {}),
  ],
  ['The mappings that the run read are other ones.', (now) => void now.mappings.pop()],
  ['The Logic App’s definition is another one now.', (now) => void (now.logicApp!.definitionHash = 'x')],
  ['The Logic App’s identity is another one now.', (now) => void (now.logicApp!.identityPrincipalId = 'x')],
  [
    'The Logic App’s parameter EnabledTests was All, and is Create_User_Test.',
    (now) => void (now.logicApp!.parameters.EnabledTests = 'Create_User_Test'),
  ],
  ['The Logic App is no longer in Azure.', (now) => void delete now.logicApp],
])('%s', (sentence, change) => {
  expect(after(change)).toEqual([sentence]);
});

test('of many actions a few are named', () => {
  const said = after((now) => void (now.actions = {}));
  expect(said).toHaveLength(6);
  expect(said.at(-1)).toMatch(/^And \d+ more actions differ\.$/);
});
