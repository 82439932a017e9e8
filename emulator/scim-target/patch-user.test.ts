import { expect, test } from 'vitest';
import { CORE_USER, ENTERPRISE, freshSpace, type Operation } from './space-client.ts';

const MANAGER = `${ENTERPRISE}:manager`;
const START = {
  title: 'Boss',
  emails: [
    { type: 'work', value: 'w@x', primary: true },
    { type: 'home', value: 'h@x' },
  ],
  [ENTERPRISE]: { department: 'Old', manager: 'm-0' },
};
type Row = [id: string, operations: Operation[], expected: Record<string, unknown>];

const APPLIED: Row[] = [
  ['M01', [{ op: 'Replace', path: 'displayName', value: 'X' }], { displayName: 'X' }],
  ['M02', [{ op: 'Add', path: 'nickName', value: 'Babs' }], { nickName: 'Babs' }],
  ['M03', [{ op: 'Remove', path: 'title' }], { title: undefined }],
  [
    'M04',
    [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@x' }],
    {
      emails: [
        { type: 'work', value: 'new@x', primary: true },
        { type: 'home', value: 'h@x' },
      ],
    },
  ],
  [
    'M05',
    [{ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }],
    { phoneNumbers: [{ type: 'mobile', value: '1' }] },
  ],
  [
    'M05 replace',
    [{ op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }],
    { phoneNumbers: [{ type: 'mobile', value: '1' }] },
  ],
  [
    'M06',
    [
      { op: 'Replace', path: 'name.givenName', value: 'A' },
      { op: 'Replace', path: 'name.familyName', value: 'B' },
    ],
    { name: { formatted: 'Joy Young', givenName: 'A', familyName: 'B' } },
  ],
  ['M07', [{ op: 'replace', value: { displayName: 'X', title: 'Y' } }], { displayName: 'X', title: 'Y' }],
  [
    'M08',
    [{ op: 'replace', value: { 'name.givenName': 'A' } }],
    { name: { formatted: 'Joy Young', givenName: 'A', familyName: 'Young' } },
  ],
  [
    'M09',
    [{ op: 'replace', value: { [`${ENTERPRISE}:department`]: 'New' } }],
    { [ENTERPRISE]: { department: 'New', manager: { value: 'm-0' } } },
  ],
  [
    'M09 nested',
    [{ op: 'replace', value: { [ENTERPRISE]: { department: 'New' } } }],
    { [ENTERPRISE]: { department: 'New', manager: { value: 'm-0' } } },
  ],
  [
    'M10',
    [{ op: 'Add', path: `${ENTERPRISE}:department`, value: 'New' }],
    { [ENTERPRISE]: { department: 'New', manager: { value: 'm-0' } } },
  ],
  [
    'M11',
    [{ op: 'Add', path: MANAGER, value: 'm-1' }],
    { [ENTERPRISE]: { department: 'Old', manager: { value: 'm-1' } } },
  ],
  [
    'M12',
    [{ op: 'Replace', path: MANAGER, value: { value: 'm-2' } }],
    { [ENTERPRISE]: { department: 'Old', manager: { value: 'm-2' } } },
  ],
  [
    'M12 list',
    [{ op: 'Add', path: 'manager', value: [{ $ref: 'x', value: 'm-3' }] }],
    { [ENTERPRISE]: { department: 'Old', manager: { value: 'm-3' } } },
  ],
  ['M13', [{ op: 'Replace', path: MANAGER, value: '' }], { [ENTERPRISE]: { department: 'Old' } }],
  ['M13 list', [{ op: 'Replace', path: MANAGER, value: [{ value: '' }] }], { [ENTERPRISE]: { department: 'Old' } }],
  ['M14', [{ op: 'Remove', path: MANAGER }], { [ENTERPRISE]: { department: 'Old' } }],
  ['M14 sub', [{ op: 'Remove', path: `${MANAGER}.value` }], { [ENTERPRISE]: { department: 'Old' } }],
  ['M15', [{ op: 'replace', path: 'active', value: false }], { active: false }],
  ['M16', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
  [
    'M17',
    [
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Replace', path: 'active', value: 'True' },
    ],
    { active: true },
  ],
  ['M18', [{ op: 'replace', value: { active: false } }], { active: false }],
  [
    'M19',
    [
      { op: 'replace', path: 'title', value: '' },
      { op: 'replace', path: 'emails[type eq "home"].value', value: '' },
      { op: 'replace', path: 'phoneNumbers[type eq "fax"].value', value: '' },
    ],
    { title: undefined, phoneNumbers: undefined, emails: [{ type: 'work', value: 'w@x', primary: true }] },
  ],
  [
    'M20',
    [
      { op: 'replace', path: 'title', value: null },
      { op: 'replace', path: 'emails', value: null },
    ],
    { title: undefined, emails: undefined },
  ],
  ['M23', [{ op: 'Replace', path: 'userName', value: 'other@x' }], { userName: 'other@x' }],
  [
    'M31',
    [{ op: 'Add', path: 'emails', value: [{ type: 'other', value: 'o@x', primary: true }] }],
    {
      emails: [
        { type: 'work', value: 'w@x', primary: false },
        { type: 'home', value: 'h@x' },
        { type: 'other', value: 'o@x', primary: true },
      ],
    },
  ],
  ['M31 twice', [{ op: 'Add', path: 'emails', value: [{ type: 'home', value: 'h@x' }] }], { emails: START.emails }],
  [
    'M32',
    [{ op: 'Remove', path: 'emails[type eq "home"]' }],
    { emails: [{ type: 'work', value: 'w@x', primary: true }] },
  ],
  ['M33', [{ op: 'Replace', path: 'DISPLAYNAME', value: 'X' }], { displayName: 'X' }],
  [
    'M34',
    [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'A' },
      { op: 'replace', path: 'title', value: 'B' },
    ],
    { title: 'B' },
  ],
  [
    'M35',
    [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'admin' }],
    { roles: [{ primary: true, value: 'admin' }] },
  ],
  [
    'M36',
    [
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Bern' },
      { op: 'Add', path: 'addresses[type eq "work"].country', value: 'CH' },
    ],
    { addresses: [{ type: 'work', locality: 'Bern', country: 'CH' }] },
  ],
  ['M39', [{ op: 'Replace', path: 'DisplayName', value: 'X' }], { displayName: 'X' }],
  [
    'core URN',
    [{ op: 'Replace', path: `${CORE_USER}:name.givenName`, value: 'A' }],
    { name: { formatted: 'Joy Young', givenName: 'A', familyName: 'Young' } },
  ],
  [
    'whole element',
    [{ op: 'Replace', path: 'emails[type eq "home"]', value: { value: 'n@x' } }],
    {
      emails: [
        { type: 'work', value: 'w@x', primary: true },
        { type: 'home', value: 'n@x' },
      ],
    },
  ],
];

test.each(APPLIED)('%s is applied', async (_id, operations, expected) => {
  const { user, patch, get } = freshSpace();
  const { id } = await user(START);
  const { status } = await patch(`/Users/${id}`, ...operations);
  const { body } = await get(`/Users/${id}`);
  expect(status).toBe(200);
  for (const [name, value] of Object.entries(expected)) expect(body[name]).toEqual(value);
});

test.each<[string, Operation[], number, string | undefined]>([
  ['M24', [{ op: 'replace', path: 'userName', value: 'TAKEN' }], 409, 'uniqueness'],
  ['M25', [{ op: 'remove', path: 'userName' }], 400, 'invalidValue'],
  ['M26', [{ op: 'replace', path: 'id', value: 'x' }], 400, 'mutability'],
  ['M26', [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }], 400, 'mutability'],
  ['M27', [{ op: 'replace', path: 'emails[type eq', value: 'x' }], 400, 'invalidPath'],
  ['M27', [{ op: 'replace', path: 'shoeSize', value: 'x' }], 400, 'invalidPath'],
  ['M27', [{ op: 'replace', path: 'title[type eq "x"]', value: 'x' }], 400, 'invalidPath'],
  ['M29', [{ op: 'move', path: 'title', value: 'x' }], 400, 'invalidSyntax'],
  ['M30', [], 400, 'invalidValue'],
  ['no value', [{ op: 'replace', path: 'title' }], 400, 'invalidValue'],
  ['no path', [{ op: 'remove' }], 400, 'noTarget'],
  ['wrong type', [{ op: 'replace', path: 'active', value: 'maybe' }], 400, 'invalidValue'],
  ['no element to make', [{ op: 'add', path: 'emails[value co "x"].display', value: 'x' }], 400, 'noTarget'],
])('%s is refused, and nothing of it is kept', async (_id, operations, status, scimType) => {
  const { user, patch, get } = freshSpace();
  await user({ userName: 'taken' });
  const { id } = await user({ emails: [] });
  const before = (await get(`/Users/${id}`)).body;
  const good = operations.length > 0 ? [{ op: 'replace', path: 'displayName', value: 'Half' }] : [];
  expect((await patch(`/Users/${id}`, ...good, ...operations)).body).toMatchObject({
    status: String(status),
    scimType,
  });
  expect((await get(`/Users/${id}`)).body).toEqual(before);
});

test("M21 Entra's update of six attributes is applied whole", async () => {
  const { user, patch } = freshSpace();
  const { id } = await user();
  const { body } = await patch(
    `/Users/${id}`,
    { op: 'Add', path: 'nickName', value: 'Babs' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'b@x' },
    { op: 'Replace', path: 'name.familyName', value: 'Jensen' },
    { op: 'Replace', path: 'active', value: 'False' },
    { op: 'Add', path: `${ENTERPRISE}:employeeNumber`, value: '7' },
    { op: 'Remove', path: 'displayName' },
  );
  expect(body).toMatchObject({
    nickName: 'Babs',
    active: false,
    name: { familyName: 'Jensen' },
    [ENTERPRISE]: { employeeNumber: '7' },
  });
  expect(body).toMatchObject({ emails: [{ value: 'b@x' }], schemas: [CORE_USER, ENTERPRISE] });
  expect(body).not.toHaveProperty('displayName');
});

test('M28 an unknown user, and E08 a body that is no PatchOp, are refused', async () => {
  const { user, patch, send } = freshSpace();
  const { id } = await user();
  expect((await patch('/Users/nobody', { op: 'add', path: 'title', value: 'x' })).status).toBe(404);
  const body = { Operations: [{ op: 'add', path: 'title', value: 'x' }] };
  expect((await send('PATCH', `/Users/${id}`, { body })).status).toBe(400);
});

test('M37 lastModified moves at every change', async () => {
  const { user, patch } = freshSpace();
  const { id, meta } = await user();
  const first = await patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'A' });
  const second = await patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'B' });
  const times = [meta, first.body.meta, second.body.meta].map(({ lastModified }) => lastModified);
  expect(new Set(times).size).toBe(3);
  expect(times).toEqual([...times].sort());
});
