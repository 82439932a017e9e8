import { expect, test } from 'vitest';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { readDefinition } from './files.ts';
import { runTemplate } from './run-template.ts';

type Wanted = Parameters<typeof runTemplate>[0];

/** docs/decisions/0006: what each fault does to the official template, and what our verdict says of it. */
const officialFile = process.env.OFFICIAL_TEMPLATE_FILE;
const official = test.skipIf(!officialFile);
const TIMEOUT_MS = 120_000;
const USERS = ['Disable_User_Test', 'Delete_User_Test'];
const MEMBERS = ['Group_Update_Add_Member_Test', 'Group_Update_Remove_Member_Test'];
const MANAGER = ['User_Update_Manager_Test'];

async function outcome(wanted: Partial<Wanted>) {
  const { status, ready, tests } = await runTemplate({
    definition: ownEdition() as never,
    parameters: {},
    enabledTests: 'All',
    faultFromStart: false,
    timeScale: 400,
    say: () => undefined,
    ...wanted,
  });
  const failed = tests.filter(({ verdict }) => verdict !== 'passed').map((one) => one.test);
  const templateFails = tests
    .filter(({ templateResult = '' }) => !/^(success|PASSED)/.test(templateResult))
    .map((one) => one.test);
  return { status, ready, failed, templateFails, passed: tests.length - failed.length };
}
const runOfficial = (wanted: Partial<Wanted> = {}) =>
  outcome({ definition: readDefinition(officialFile ?? ''), ...wanted });

test('our own edition passes all ten tests', { timeout: TIMEOUT_MS }, async () => {
  expect(await outcome({})).toEqual({ status: 'Succeeded', ready: true, failed: [], templateFails: [], passed: 10 });
});

test('our own edition fails both member tests when member changes are ignored', { timeout: TIMEOUT_MS }, async () => {
  const { ready, failed, templateFails } = await outcome({ fault: 'member-changes-ignored' });
  expect({ ready, failed, templateFails }).toEqual({ ready: false, failed: MEMBERS, templateFails: MEMBERS });
});

test('a run narrowed to one test is never ready', { timeout: TIMEOUT_MS }, async () => {
  const { status, ready, passed } = await outcome({ enabledTests: 'Create_User_Test' });
  expect({ status, ready, passed }).toEqual({ status: 'Succeeded', ready: false, passed: 1 });
});

official('the official file, unmodified, passes all ten tests', { timeout: TIMEOUT_MS }, async () => {
  expect(await runOfficial()).toEqual({ status: 'Succeeded', ready: true, failed: [], templateFails: [], passed: 10 });
});

official('an empty filter answered 404 fails everything', { timeout: TIMEOUT_MS }, async () => {
  const { ready, failed, templateFails } = await runOfficial({ fault: 'empty-filter-404' });
  expect({ ready, failed, templateFails }).toEqual({ ready: false, failed: [...TESTS], templateFails: [...TESTS] });
});

official('the string "False" refused fails Disable and Delete only', { timeout: TIMEOUT_MS }, async () => {
  const { ready, failed, templateFails } = await runOfficial({ fault: 'string-false-refused' });
  expect({ ready, failed, templateFails }).toEqual({ ready: false, failed: USERS, templateFails: USERS });
});

official(
  'a lost manager leaves no result list, and Manager fails by the fallback',
  { timeout: TIMEOUT_MS },
  async () => {
    const { status, failed, templateFails } = await runOfficial({ fault: 'manager-lost' });
    expect({ status, failed, templateFails }).toEqual({ status: 'Failed', failed: MANAGER, templateFails: MANAGER });
  },
);

official('ignored member changes pass in the template and fail in our verdict', { timeout: TIMEOUT_MS }, async () => {
  const { status, ready, failed, templateFails } = await runOfficial({ fault: 'member-changes-ignored' });
  expect({ status, ready, failed, templateFails }).toEqual({
    status: 'Succeeded',
    ready: false,
    failed: MEMBERS,
    templateFails: [],
  });
});

official(
  'a token that expires midway: nine pass in the template without proof, none in our verdict',
  { timeout: TIMEOUT_MS },
  async () => {
    const { ready, passed, templateFails } = await runOfficial({ fault: 'token-expires', timeScale: 100 });
    expect({ ready, passed, templateFails }).toEqual({ ready: false, passed: 0, templateFails: MANAGER });
  },
);
