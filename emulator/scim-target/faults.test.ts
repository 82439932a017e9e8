import { expect, test } from 'vitest';
import { createCore } from '../core/core.ts';
import { HEALTHY, observe } from './behaviours.fixture.ts';
import { CHANGES } from './changes.fixture.ts';
import { activeFaults, KNOWN_FAULTS, SAMPLE_FAULTS } from './faults.ts';
import { createSampleApp } from './index.ts';
import { preparedSpaces } from './prepared-spaces.fixture.ts';
import { ENTERPRISE, freshSpace } from './space-client.ts';

const prepared = await preparedSpaces();
/** So much that the faults of load change nothing: what they do has tests of its own. */
const NO_LOAD = { requestsPerSecond: 1_000_000, delayMs: 1 };

test('without a fault everything works', async () => {
  expect(await observe(prepared('healthy'))).toEqual(HEALTHY);
});

test('every fault has an id of its own, a title and one sentence', () => {
  expect(new Set(SAMPLE_FAULTS.map(({ id }) => id)).size).toBe(SAMPLE_FAULTS.length);
  for (const { id, title, description } of KNOWN_FAULTS) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([title.length > 5, title.length < 60, description.endsWith('.')]).toEqual([true, true, true]);
  }
  expect(Object.keys(CHANGES).sort()).toEqual(KNOWN_FAULTS.map(({ id }) => id).sort());
});

test.each(KNOWN_FAULTS.map(({ id }) => id))('%s changes exactly what it says', async (id) => {
  expect(await observe(prepared(id, { id, ...NO_LOAD }))).toEqual({ ...HEALTHY, ...CHANGES[id] });
});

test('faults stay in their space, and are gone when switched off', async () => {
  const { sample, get } = prepared('broken');
  for (const { id } of KNOWN_FAULTS) sample.faults.set('broken', { id });
  expect(await observe(prepared('neighbour'))).toEqual(HEALTHY);
  sample.faults.clear('broken');
  expect((await get('/Users?filter=id+eq+%22x%22')).status).toBe(200);
  expect(await observe(prepared('broken'))).toEqual(HEALTHY);
});

test('a fault starts at its time', () => {
  const space = { faults: [{ id: 'empty-filter-404', startsAt: '2030-01-01T00:00:00Z' }] };
  const on = (now: string) => activeFaults(space, new Date(now)).map(({ fault }) => fault.id);
  expect([on('2029-12-31T23:59:59Z'), on('2030-01-01T00:00:00Z')]).toEqual([[], ['empty-filter-404']]);
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

test('id-patched moves the resource to its new address', async () => {
  const { sample, user, patch, get } = freshSpace();
  const { id } = await user();
  sample.faults.set('demo', { id: 'id-patched' });
  expect((await patch(`/Users/${id}`, { op: 'replace', value: { id: 'mine', title: 'X' } })).status).toBe(200);
  expect((await get('/Users/mine')).body).toMatchObject({ id: 'mine', title: 'X' });
  expect((await get(`/Users/${id}`)).status).toBe(404);
});

test('string-false-stored keeps the text until active is written again', async () => {
  const { sample, user, patch } = freshSpace();
  const { id } = await user();
  sample.faults.set('demo', { id: 'string-false-stored' });
  const after = async (path: string, value: unknown) =>
    (await patch(`/Users/${id}`, { op: 'replace', path, value })).body.active;
  expect([await after('active', 'False'), await after('title', 'X'), await after('active', false)]).toEqual([
    'False',
    'False',
    false,
  ]);
});

test('member-listed-twice lists a member once for every time it was added, until it is removed', async () => {
  const { sample, user, group, patch, get } = freshSpace();
  const joy = (await user()).id;
  const { id } = await group('Staff', [joy]);
  sample.faults.set('demo', { id: 'member-listed-twice' });
  const count = async (op: string) => {
    await patch(`/Groups/${id}`, { op, path: 'members', value: [{ value: joy }] });
    return (await get(`/Groups/${id}`)).body.members?.length ?? 0;
  };
  expect([await count('add'), await count('add'), await count('remove')]).toEqual([2, 3, 0]);
});

test.each([
  ['throttled', '1'],
  ['throttled-without-hint', null],
])('%s answers 429 beyond its rate, and recovers within a second', async (id, hint) => {
  const now = { ms: 1_000_000 };
  const { sample, get } = freshSpace('demo', timedApp(now));
  sample.faults.set('demo', { id, requestsPerSecond: 2 });
  const seen = [];
  for (let index = 0; index < 3; index += 1) seen.push(await get('/Users'));
  expect(seen.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
    [200, null],
    [200, null],
    [429, hint],
  ]);
  now.ms += 1000;
  expect((await get('/Users')).status).toBe(200);
});

test('slow-answers takes as long as it is told', async () => {
  const { sample, get } = freshSpace();
  sample.faults.set('demo', { id: 'slow-answers', delayMs: 50 });
  const startedAt = performance.now();
  await get('/Users');
  expect(performance.now() - startedAt).toBeGreaterThan(45);
});

function timedApp(now: { ms: number }) {
  const addresses = { entra: '', graph: '', arm: '', sampleApp: 'http://127.0.0.1:7004', control: '' };
  const core = createCore({ addresses });
  return createSampleApp({ ...core, clock: { ...core.clock, now: () => new Date(now.ms) } });
}
