import { expect, test } from 'vitest';
import { scimValue } from './scim-path.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const resource = {
  userName: 'ada',
  name: { givenName: 'Ada' },
  emails: [
    { type: 'home', value: 'h' },
    { type: 'work', value: 'w' },
  ],
  roles: [{ primary: true, value: 'admin' }],
  [ENTERPRISE]: { department: 'Research', manager: { value: '7' } },
};

test.each([
  ['userName', 'ada'],
  ['name.givenName', 'Ada'],
  ['emails[type eq "work"].value', 'w'],
  ['roles[primary eq "True"].value', 'admin'],
  [`${ENTERPRISE}:department`, 'Research'],
  [`${ENTERPRISE}:manager.value`, '7'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName', 'ada'],
])('%s is found', (path, value) => {
  expect(scimValue(resource, path)).toBe(value);
});

test.each(['nothing', 'name.nothing', 'emails[type eq "other"].value', 'urn:example:2.0:User:tag', 'userName.deeper'])(
  '%s is missing, which is no error',
  (path) => {
    expect(scimValue(resource, path)).toBeUndefined();
    expect(scimValue(undefined, path)).toBeUndefined();
  },
);
