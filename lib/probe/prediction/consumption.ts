import { catalogueEntry, type TestId } from '#lib/rules/test-catalogue.ts';
import { rely, type Reliance, type TemplateReliances, type TestReliances } from './reliance.ts';

/** What the ten tests of the Consumption generation rely on: the official file and this portal's edition alike. */

/** No test of this generation reads totalResults; whether the provisioning service can do without is not documented. */
const WITHOUT_TOTAL = /is no ListResponse with a number totalResults\.$/;
/** Values are compared without regard to letter case. */
const OTHER_CASE = /^It answered 2\d\d, but (?:[\w.]+ is "[^"]*" in other letter case(?: and )?)+\.$/;
/** Created, only not with 201. */
const CREATED = /^The answer was HTTP 20[02]\b(?!.* without an id)/;

/** The probe's value is not one of those allowed; the test users of a run may have better ones. */
const NOT_ALLOWED = /is not one of the canonical values/;

export const EVERYWHERE: readonly Reliance[] = [
  rely('A04', 'a run gets its token from the token endpoint', { ifTried: true }),
  rely('A06', 'every request carries the token', { doubtful: WITHOUT_TOTAL }),
  rely('F02', 'each test and the test connection first look for somebody who is not there', {
    doubtful: WITHOUT_TOTAL,
  }),
  rely('F15', 'the provisioning service writes the spaces of a filter as +'),
];

export const USER_CREATED: readonly Reliance[] = [
  rely('U01', 'the user is created with the body that Entra sends', { harmless: CREATED, doubtful: NOT_ALLOWED }),
  rely('F01', 'the user is found by userName', { doubtful: WITHOUT_TOTAL }),
];

export const GROUP_CREATED: readonly Reliance[] = [
  rely('G05', 'a group is first looked for before it is there', { doubtful: WITHOUT_TOTAL }),
  rely('G01', 'the group is created with the body that Entra sends', { harmless: CREATED }),
  // A list with members where they were excluded is only longer.
  rely('G04', 'the group is found by displayName', {
    harmless: /^The group came with its/,
    doubtful: WITHOUT_TOTAL,
  }),
];

export const USER_UPDATED: readonly Reliance[] = [
  rely('R01', 'the user is read by id, before the change and after it'),
  rely('M01', 'changed values are sent with the operation "Replace"', { harmless: OTHER_CASE }),
  rely('M04', 'a changed phone number or address is named by its type in the path'),
  rely('M06', 'changed names are sent in one request', { harmless: OTHER_CASE }),
  rely('M10', 'a changed department is named by the full URN of the extension'),
  rely('M21', 'all changes of a user come in one request', { harmless: OTHER_CASE }),
];

const DISABLED = 'active is sent as the text "False"';
/** Who is hidden once disabled looks deleted, which is as good. */
const HIDDEN = /^Reading it back was HTTP 404\b/;
const SOFT = { flag: 'IsSoftDeleted', is: true } as const;
const HARD = { flag: 'IsSoftDeleted', is: false } as const;
/** Any answer of success is taken, not 204 alone. */
const DELETED = /^(?:The answer|DELETE) was HTTP 20[02]\b/;

/** The templates read the list of members, whatever else tells who is one. */
const MEMBERS_UNSEEN = /lists? (?:no members|members only)/;
const MEMBER_ADDED: readonly Reliance[] = [
  ...USER_CREATED,
  ...GROUP_CREATED,
  rely('G09', 'a member is added by a PATCH, and must then be in the list of members', { fatal: MEMBERS_UNSEEN }),
];

const RELIES: Record<TestId, readonly Reliance[]> = {
  Create_User_Test: USER_CREATED,
  Update_User_Test: [...USER_CREATED, ...USER_UPDATED],
  Disable_User_Test: [
    ...USER_CREATED,
    rely('M16', DISABLED),
    rely('R04', 'the disabled user must still be found', { doubtful: WITHOUT_TOTAL, isShownOnly: true }),
  ],
  Delete_User_Test: [
    ...USER_CREATED,
    rely('M16', `a deleted user is first disabled: ${DISABLED}`, { harmless: HIDDEN, when: SOFT }),
    rely('X01', 'a deleted user is removed by DELETE', { harmless: DELETED, when: HARD }),
    rely('X02', 'the deleted user must be gone', { doubtful: WITHOUT_TOTAL, when: HARD }),
  ],
  User_Update_Manager_Test: [
    ...USER_CREATED,
    rely('M11', 'the manager is sent as a plain id'),
    rely('M14', 'the manager is taken away with "Remove"'),
  ],
  Create_Group_Test: GROUP_CREATED,
  Update_Group_Test: [...GROUP_CREATED, rely('G08', 'the new name is sent as displayName by a PATCH')],
  Delete_Group_Test: [...GROUP_CREATED, rely('G21', 'the group is removed by DELETE', { harmless: DELETED })],
  Group_Update_Add_Member_Test: MEMBER_ADDED,
  Group_Update_Remove_Member_Test: [
    ...MEMBER_ADDED,
    // Whoever removes more than was asked for is not noticed: the template's group has one member.
    rely('G13', 'the member is removed by a PATCH with its id in the value', {
      harmless: /^Accepted, but of the members: [^;]* missing \([^;]*\)\./,
    }),
  ],
};

const TESTS: TestReliances[] = (Object.keys(RELIES) as TestId[]).map((test) => {
  const { title, gate } = catalogueEntry(test);
  return { test, title, ...(gate ? { gate } : {}), relies: RELIES[test] };
});

export const OWN_CONSUMPTION: TemplateReliances = {
  id: 'own-consumption',
  title: 'This portal’s edition for Logic Apps Consumption',
  isForecast: false,
  everywhere: EVERYWHERE,
  tests: TESTS,
};

export const OFFICIAL_CONSUMPTION: TemplateReliances = {
  id: 'official-consumption',
  title: 'Microsoft’s template for Logic Apps Consumption',
  isForecast: false,
  everywhere: EVERYWHERE,
  tests: TESTS,
  // docs/decisions/0006
  believesLogs: { except: ['User_Update_Manager_Test'] },
};
