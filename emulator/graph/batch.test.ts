import { expect, test } from 'vitest';
import { bodyOf, errorOf, MEMBER, newGroup, startGraph, TENANT } from './graph.fixture.ts';

type Answer = { id: string; status: number; headers: Record<string, string>; body: Record<string, unknown> };
const JSON_TYPE = { 'content-type': 'application/json' };

async function responsesOf(response: Response): Promise<Record<string, Answer>> {
  const { responses } = (await response.json()) as { responses: Answer[] };
  return Object.fromEntries(responses.map((one) => [one.id, one]));
}

test('answers each request of a batch by itself', async () => {
  const { call } = startGraph();
  const requests = [
    { id: 'me', method: 'get', url: '/me?$select=id' },
    { id: 'group', method: 'POST', url: 'groups', headers: JSON_TYPE, body: newGroup('g') },
    { id: 'nobody', method: 'GET', url: `/users/${TENANT}` },
  ];
  const answer = await call('POST', '/$batch', { body: { requests } });
  expect(answer.status).toBe(200);
  const { me, group, nobody } = await responsesOf(answer);
  expect([me?.status, group?.status, nobody?.status]).toEqual([200, 201, 404]);
  expect(group?.body).toMatchObject({ displayName: 'g' });
  expect(nobody?.body).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
});

test('waits for what a request depends on, and does not send it when that fails', async () => {
  const { call } = startGraph();
  const member = { '@odata.id': `https://graph.test/v1.0/users/${MEMBER}` };
  const requests = [
    { id: '1', method: 'DELETE', url: `/users/${TENANT}` },
    {
      id: '2',
      method: 'PUT',
      url: `/users/${MEMBER}/manager/$ref`,
      headers: JSON_TYPE,
      body: member,
      dependsOn: ['1'],
    },
    { id: '3', method: 'GET', url: '/me', dependsOn: [] },
  ];
  const answers = await responsesOf(await call('POST', '/$batch', { body: { requests } }));
  expect(answers['2']).toMatchObject({ status: 424, body: { error: { code: 'FailedDependency' } } });
  expect(answers['3']?.status).toBe(200);
});

test('throttles the single request, not the batch', async () => {
  const { call, core } = startGraph();
  const fault = {
    id: 'f',
    service: 'graph',
    path: '/groups$',
    times: 1,
    status: 429,
    headers: { 'retry-after': '3' },
  } as const;
  core.faults.planted.insert(fault);
  const requests = ['/groups', '/groups'].map((url, index) => ({ id: `${index}`, method: 'GET', url }));
  const answers = Object.values(await responsesOf(await call('POST', '/$batch', { body: { requests } })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
  expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('3');
});

test.each([
  ['twenty-one requests', Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/me' }))],
  ['the same id twice', [1, 2].map(() => ({ id: 'a', method: 'GET', url: '/me' }))],
  ['an unknown dependency', [{ id: 'a', method: 'GET', url: '/me', dependsOn: ['b'] }]],
  ['a batch inside', [{ id: 'a', method: 'POST', url: '/$batch' }]],
  ['a request without a method', [{ id: 'a', url: '/me' }]],
])('refuses %s', async (_, requests) => {
  const { call } = startGraph();
  expect(await errorOf(await call('POST', '/$batch', { body: { requests } }))).toMatchObject({
    status: 400,
    code: 'BadRequest',
  });
});

test('a batch carries the caller: its requests are refused one by one', async () => {
  const { call } = startGraph();
  const requests = [{ id: 'a', method: 'GET', url: '/users' }];
  const answer = await call('POST', '/$batch', { body: { requests }, permissions: ['User.Read'] });
  expect(await bodyOf(answer)).toMatchObject({ responses: [{ id: 'a', status: 403 }] });
});
