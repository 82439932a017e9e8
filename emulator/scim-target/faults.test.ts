import { expect, test } from 'vitest';
import { SAMPLE_FAULTS } from './faults.ts';
import { ENTERPRISE, freshSpace, type SpaceClient } from './space-client.ts';

/** What a client of the application sees of each thing a fault may change. */
async function observe({ credentials, user, group, patch, get, find, send, sample }: SpaceClient) {
  const joy = await user({ [ENTERPRISE]: { manager: 'm-0', department: 'R&D' } });
  const staff = await group('Staff', [joy.id]);
  const disabled = await patch(`/Users/${joy.id}`, { op: 'Replace', path: 'active', value: 'False' });
  const boolean = await patch(`/Users/${joy.id}`, { op: 'replace', value: { active: true } });
  const manager = await patch(`/Users/${joy.id}`, { op: 'Add', path: 'manager', value: 'm-1' });
  const removed = await patch(`/Groups/${staff.id}`, { op: 'Remove', path: 'members', value: [{ value: joy.id }] });
  const renamed = await patch(`/Groups/${staff.id}`, { op: 'Replace', path: 'displayName', value: 'Team' });
  const group2 = (await get(`/Groups/${staff.id}`)).body;
  const bearer = async (token: string) =>
    (await send('GET', '/Users', { headers: { authorization: `Bearer ${token}` } })).status;
  return {
    emptyFilter: (await send('GET', '/Users?filter=userName+eq+%22nobody%22')).status,
    fullFilter: (await find('Users', 'displayName eq "Joy Young"')).totalResults,
    emptyList: (await send('GET', '/Users?startIndex=50')).status,
    stringFalse: disabled.status,
    booleanActive: boolean.status,
    managerStatus: manager.status,
    enterprise: (await get(`/Users/${joy.id}`)).body[ENTERPRISE],
    groupPatch: [removed.status, renamed.status],
    members: group2.members?.length ?? 0,
    groupName: group2.displayName,
    jobToken: await bearer(credentials.bearerToken),
    runToken: await bearer(credentials.runToken),
    issuedRunToken: await bearer((await sample.tokens.issue('demo', { use: 'run' })).token),
    issuedJobToken: await bearer((await sample.tokens.issue('demo')).token),
  };
}

const HEALTHY = {
  emptyFilter: 200,
  fullFilter: 1,
  emptyList: 200,
  stringFalse: 200,
  booleanActive: 200,
  managerStatus: 200,
  enterprise: { department: 'R&D', manager: { value: 'm-1' } },
  groupPatch: [204, 204],
  members: 0,
  groupName: 'Team',
  jobToken: 200,
  runToken: 200,
  issuedRunToken: 200,
  issuedJobToken: 200,
};
const CHANGES: Record<string, Partial<typeof HEALTHY> | object> = {
  'empty-filter-404': { emptyFilter: 404 },
  'string-false-refused': { stringFalse: 400 },
  'manager-lost': { enterprise: { department: 'R&D' } },
  'member-changes-ignored': { groupPatch: [200, 200], members: 1 },
  'token-expires': { runToken: 401, issuedRunToken: 401 },
};

test('without a fault everything works', async () => {
  expect(await observe(freshSpace())).toEqual(HEALTHY);
});

test.each(SAMPLE_FAULTS.map(({ id }) => id))('%s changes exactly what it says, in its space only', async (id) => {
  const client = freshSpace();
  const other = freshSpace('other', client.sample);
  client.sample.faults.set('demo', { id });
  expect(await observe(client)).toEqual({ ...HEALTHY, ...CHANGES[id] });
  expect((await other.get('/Users?filter=userName+eq+%22nobody%22')).status).toBe(200);
  client.sample.faults.clear('demo', id);
  client.sample.reset('demo');
  expect(await observe(client)).toEqual(HEALTHY);
});

test('a fault starts at its time', async () => {
  const { sample, get } = freshSpace();
  sample.faults.set('demo', { id: 'empty-filter-404', startsAt: new Date(Date.now() + 60_000).toISOString() });
  expect((await get('/Users?filter=id+eq+%22x%22')).status).toBe(200);
  sample.faults.set('demo', { id: 'empty-filter-404', startsAt: new Date(Date.now() - 1).toISOString() });
  expect((await get('/Users?filter=id+eq+%22x%22')).status).toBe(404);
});

test('token-expires also refuses the token it is given', async () => {
  const { sample, send } = freshSpace();
  const { token } = await sample.tokens.issue('demo');
  sample.faults.set('demo', { id: 'token-expires', token });
  const answer = await send('GET', '/Users', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
});

test('manager-lost keeps the manager that was there, and a removal works', async () => {
  const { sample, user, patch } = freshSpace();
  const { id } = await user({ [ENTERPRISE]: { manager: 'm-0' } });
  sample.faults.set('demo', { id: 'manager-lost' });
  const changed = await patch(`/Users/${id}`, { op: 'Add', path: 'manager', value: 'm-1' });
  expect(changed.body[ENTERPRISE]).toEqual({ manager: { value: 'm-0' } });
  const removed = await patch(`/Users/${id}`, { op: 'Remove', path: 'manager' });
  expect(removed.body).not.toHaveProperty([ENTERPRISE]);
});
