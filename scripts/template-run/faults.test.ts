import { afterAll, beforeAll, expect, test } from 'vitest';
import { TESTS } from '#lib/rules/test-catalogue.ts';
import { ownEdition } from '#lib/templates/own-edition/edition.ts';
import { openCloud, type Cloud } from './cloud.ts';
import { readDefinition } from './files.ts';
import { runTemplateOn, type TemplateRun } from './run-template.ts';

/** docs/decisions/0006: what each fault does to the official template, and what our verdict says of it. */
const officialFile = process.env.OFFICIAL_TEMPLATE_FILE;
const official = officialFile ? test.concurrent : test.skip;
const TIMEOUT_MS = 300_000;
const TIME_SCALE = 200;
const USERS = ['Disable_User_Test', 'Delete_User_Test'];
const MEMBERS = ['Group_Update_Add_Member_Test', 'Group_Update_Remove_Member_Test'];
const MANAGER = ['User_Update_Manager_Test'];

// A run waits most of its time: they share one cloud, side by side, each with a space of its own.
let cloud: Cloud;
beforeAll(async () => {
  cloud = await openCloud(TIME_SCALE);
});
afterAll(() => cloud.emulator.stop());
let spaces = 0;

async function outcome(wanted: Partial<TemplateRun>) {
  const { status, ready, tests } = await runTemplateOn(cloud, {
    definition: ownEdition() as never,
    parameters: {},
    enabledTests: 'All',
    faultFromStart: false,
    space: `faulty-${(spaces += 1)}`,
    say: () => undefined,
    ...wanted,
  });
  const failed = tests.filter(({ verdict }) => verdict !== 'passed').map((one) => one.test);
  const templateFails = tests
    .filter(({ templateResult = '' }) => !/^(success|PASSED)/.test(templateResult))
    .map((one) => one.test);
  return { status, ready, failed, templateFails, passed: tests.length - failed.length };
}
const runOfficial = (wanted: Partial<TemplateRun> = {}) =>
  outcome({ definition: readDefinition(officialFile ?? ''), ...wanted });

test.concurrent('our own edition passes all ten tests', { timeout: TIMEOUT_MS }, async () => {
  expect(await outcome({})).toEqual({ status: 'Succeeded', ready: true, failed: [], templateFails: [], passed: 10 });
});

test.concurrent(
  'our own edition fails both member tests when member changes are ignored',
  { timeout: TIMEOUT_MS },
  async () => {
    const { ready, failed, templateFails } = await outcome({ fault: 'member-changes-ignored' });
    expect({ ready, failed, templateFails }).toEqual({ ready: false, failed: MEMBERS, templateFails: MEMBERS });
  },
);

test.concurrent('a run narrowed to one test is never ready', { timeout: TIMEOUT_MS }, async () => {
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
    const { ready, passed, templateFails } = await runOfficial({ fault: 'token-expires' });
    expect({ ready, passed, templateFails }).toEqual({ ready: false, passed: 0, templateFails: MANAGER });
  },
);
